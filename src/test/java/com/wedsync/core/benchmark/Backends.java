package com.wedsync.core.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Watches the service's sessions on the server: the most there were at once, by log-in, and their processor time. */
final class Backends implements AutoCloseable {

    private static final String OURS = """
            SELECT usename, pid
            FROM pg_stat_activity
            WHERE usename IN ('wedsync_owner', 'wedsync_app', 'wedsync_ops')
            """;
    private static final int EVERY_MILLIS = 10;

    private final Connection connection;
    private final Statement statement;
    private final Thread thread;
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    private Backends(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.thread = Thread.ofPlatform().daemon().name("backends").unstarted(this::watch);
    }

    static Backends watch(PasswordServer server) throws SQLException {
        Backends backends = new Backends(server.connect());
        backends.thread.start();
        return backends;
    }

    /** The most sessions at once since the start. */
    int most(String login) {
        return most.getOrDefault(login, 0);
    }

    /** Processor time of the sessions of {@code login} that live now. */
    static double cpuMillis(PasswordServer server, String login) throws SQLException, IOException {
        double nanos = 0;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OURS)) {
            while (rows.next()) {
                if (rows.getString("usename").equals(login)) {
                    nanos += Double.parseDouble(Files.readString(Path.of("/proc", rows.getString("pid"), "schedstat"))
                            .split(" ", 2)[0]);
                }
            }
        }
        return nanos / 1e6;
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        stopped = true;
        thread.join();
        connection.close();
    }

    private void watch() {
        try {
            while (!stopped) {
                count();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (SQLException | InterruptedException end) {
            throw new IllegalStateException("the sessions cannot be watched", end);
        }
    }

    private void count() throws SQLException {
        Map<String, Integer> now = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(OURS)) {
            while (rows.next()) {
                now.merge(rows.getString("usename"), 1, Integer::sum);
            }
        }
        now.forEach((login, count) -> most.merge(login, count, Math::max));
    }
}
