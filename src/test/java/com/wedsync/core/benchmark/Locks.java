package com.wedsync.core.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One session holds an AccessExclusiveLock on a table, another waits for one on a second table, and new readers of both
 * would wait behind them.
 */
final class Locks implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Connection holder;
    private final Connection reader;
    private final Connection waiter;

    private Locks(PasswordServer server) throws SQLException {
        holder = begin(server);
        reader = begin(server);
        waiter = begin(server);
    }

    static Locks take(PasswordServer server, String held, String waitedFor) throws SQLException, InterruptedException {
        Locks locks = new Locks(server);
        execute(locks.holder, "LOCK TABLE " + held + " IN ACCESS EXCLUSIVE MODE");
        execute(locks.reader, "LOCK TABLE " + waitedFor + " IN ACCESS SHARE MODE");
        Thread.ofVirtual().start(() -> locks.waitFor(waitedFor));
        locks.awaitWaiter(server);
        return locks;
    }

    @Override
    public void close() throws SQLException {
        reader.close();
        holder.close();
        waiter.close();
    }

    private static Connection begin(PasswordServer server) throws SQLException {
        Connection connection = server.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void waitFor(String table) {
        try {
            execute(waiter, "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        } catch (SQLException ended) {
            // the measurement is over
        }
    }

    private void awaitWaiter(PasswordServer server) throws SQLException, InterruptedException {
        try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            for (int waited = 0; waited < PATIENCE_MILLIS; waited += 10) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted")) {
                    if (rows.next()) {
                        return;
                    }
                }
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("nobody waits for the lock");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
