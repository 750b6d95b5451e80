package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestServer;

/** A server that crashes forgets which transactions it rolled back, and numbers new ones as it numbered those. */
@Tag("database")
class CrashedServerTest {

    private static final UUID SUPPLIER = UUID.randomUUID();
    private static final UUID COUPLE = UUID.randomUUID();
    private static final int ROLLED_BACK = 20;
    private static final String LOG_WRITER = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'";

    private EmbeddedServer server;
    private long logWriter = Long.MAX_VALUE;

    @BeforeEach
    void a_durable_server_with_a_connected_supplier() throws SQLException {
        server = TestServer.start();
        Bootstrap.run(server);
        Flyway.configure().configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource("jdbc:" + server.url(Bootstrap.DATABASE), "wedsync_owner", "")
                .defaultSchema("ops").schemas("ops").load().migrate();
        run("ALTER DATABASE " + Bootstrap.DATABASE + " SET synchronous_commit = on");
        run("INSERT INTO wedding.supplier (id, name, category) VALUES (?, 'Larkhill Farm', 'venue')", SUPPLIER);
        run("INSERT INTO wedding.couple (id, name) VALUES (?, 'Emma & Jake')", COUPLE);
        run("INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, accepted_at)"
                + " VALUES (?, ?, 'active', 'couple', now())", COUPLE, SUPPLIER);
    }

    @AfterEach
    void end() throws Exception {
        signalLogWriter("CONT"); // if it was not killed
        server.close();
    }

    @Test
    void a_position_of_before_the_crash_misses_nothing_that_is_written_after_it() throws Exception {
        String position = position();
        addGuest("Before");
        pauseLogWriter();
        rollBackTransactions();
        assertThat(news(position)).containsExactly("Before");
        position = position();
        String newest = number();

        crash();

        addGuest("After");
        assertThat(Long.parseLong(number())).as("numbers are given again")
                .isLessThanOrEqualTo(Long.parseLong(newest) + ROLLED_BACK);
        assertThat(news(position)).containsExactly("After");
    }

    private void addGuest(String name) throws SQLException {
        run("INSERT INTO wedding.guest (couple_id, name) VALUES (?, ?)", COUPLE, name);
    }

    /** From here on only a commit brings the log to the disk. */
    private void pauseLogWriter() throws Exception {
        logWriter = Long.parseLong(value(LOG_WRITER, "postgres"));
        assertThat(signalLogWriter("STOP")).isZero();
    }

    private int signalLogWriter(String name) throws Exception {
        return new ProcessBuilder("sh", "-c", "kill -" + name + " " + logWriter).start().waitFor();
    }

    /** They have numbers, and their log is on nobody's disk yet. */
    private void rollBackTransactions() throws SQLException {
        try (Connection connection = service(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROLLED_BACK; i++) {
                statement.execute("SELECT pg_current_xact_id()");
                connection.rollback();
            }
        }
    }

    /** As when the machine loses its power, but for the machine. */
    private void crash() throws Exception {
        ProcessHandle process = ProcessHandle.of(logWriter).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        Eventually.get(this::answers, answers -> answers);
    }

    private boolean answers() {
        try {
            return !Long.toString(logWriter).equals(value(LOG_WRITER, "postgres"));
        } catch (SQLException recovering) {
            return false;
        }
    }

    private String position() throws SQLException {
        return value("SELECT \"position\" FROM sync.read_supplier_changes('service:test', '" + SUPPLIER
                + "', NULL, 10, 1000000)", "wedsync_app");
    }

    private String number() throws SQLException {
        return value("SELECT max(transaction_id) FROM sync.change", "postgres");
    }

    private List<String> news(String since) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = server.connect(Bootstrap.DATABASE, "wedsync_app");
                PreparedStatement read = connection.prepareStatement("SELECT \"row\"::jsonb ->> 'name'"
                        + " FROM sync.read_supplier_changes('service:test', ?, ?, 10, 1000000) WHERE revision IS NOT NULL")) {
            read.setObject(1, SUPPLIER);
            read.setString(2, since);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private String value(String sql, String user) throws SQLException {
        try (Connection connection = server.connect(Bootstrap.DATABASE, user);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql, Object... values) throws SQLException {
        try (Connection connection = service(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private Connection service() throws SQLException {
        return server.connect(Bootstrap.DATABASE, "postgres");
    }
}
