package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/** The packaged application on a server of its own, killed in the middle of its work. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class KilledServiceIT {

    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");
    /** The server notices within five seconds that nobody waits for a statement any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VACUUMING = "SELECT count(*) FROM pg_stat_progress_vacuum WHERE relid = to_regclass('needy.dead')";
    private static final String ROUNDS = "SELECT string_agg(state, ' ' ORDER BY requested_at) FROM ops.maintenance_round";
    private static final String STEPS_OF_THE_TABLE = "SELECT string_agg(status, ' ' ORDER BY started_at) FROM ops.maintenance_run "
            + "WHERE table_name = 'needy.dead'";
    private static final String INVALID_INDEXES = """
            SELECT count(*) FROM pg_index WHERE NOT indisvalid
            """;

    @Test
    void kill_9_in_the_middle_of_a_reindex_leaves_a_clean_next_start_that_says_what_was_interrupted() throws Exception {
        try (EmbeddedServer server = TestServer.start()) {
            Bootstrap.run(server);
            Map<String, String> settings = Map.of("wedsync.database.url", server.url(Bootstrap.DATABASE),
                    "wedsync.database.require-tls", "false", "wedsync.auth.jwt-secret", Tokens.SECRET);
            try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                    Connection old = server.connect(Bootstrap.DATABASE, "postgres")) {
                String run = killInTheMiddle(settings, administrator, old);

                assertThat(read(administrator, INVALID_INDEXES)).as("what REINDEX has built so far").isNotEqualTo("0");

                try (PackagedApplication next = PackagedApplication.start(settings)) {
                    next.awaitProbe("ready", 200);
                    Eventually.get(() -> status(administrator, run), "interrupted"::equals);
                    Eventually.get(() -> read(administrator, INVALID_INDEXES), "0"::equals);
                    assertThat(next.log()).containsPattern(
                            "WARN .*Maintenance was interrupted.*action=reindex_table table=wedding.guest run=" + run);

                    old.rollback();
                    String again = reindex(administrator);
                    Eventually.get(() -> status(administrator, again), "succeeded"::equals);
                    assertThat(next.log()).doesNotContain(" ERROR ");
                }
            }
        }
    }

    @Test
    void kill_9_in_the_middle_of_a_round_leaves_the_rest_of_the_window_to_the_next_start() throws Exception {
        try (EmbeddedServer server = TestServer.start()) {
            Bootstrap.run(server);
            LocalTime now = LocalTime.now(ZoneOffset.UTC);
            Map<String, String> settings = new HashMap<>(Map.of("wedsync.database.url", server.url(Bootstrap.DATABASE),
                    "wedsync.database.require-tls", "false", "wedsync.auth.jwt-secret", Tokens.SECRET,
                    "wedsync.conductor.window", HOURS.format(now.minusHours(1)) + "-" + HOURS.format(now.plusHours(2)),
                    "wedsync.conductor.every", "1s", "wedsync.conductor.look-every", "200ms"));
            try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres")) {
                leaveDeadRows(administrator);
                Map<String, String> slowly = new HashMap<>(settings);
                slowly.putAll(
                        Map.of("wedsync.conductor.vacuum-cost-delay", "100ms", "wedsync.conductor.vacuum-cost-limit", "1"));
                try (PackagedApplication victim = PackagedApplication.start(slowly)) {
                    Eventually.get(PATIENCE, () -> read(administrator, VACUUMING), "1"::equals);
                    victim.kill();
                }
                assertThat(read(administrator, ROUNDS)).isEqualTo("running");

                try (PackagedApplication next = PackagedApplication.start(settings)) {
                    Eventually.get(PATIENCE, () -> read(administrator, ROUNDS), "interrupted completed"::equals);
                    Eventually.get(PATIENCE, () -> read(administrator, STEPS_OF_THE_TABLE), "interrupted succeeded"::equals);
                    assertThat(next.log()).contains("Maintenance round ended").doesNotContain(" ERROR ");
                }
            }
        }
    }

    private static void leaveDeadRows(Connection administrator) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute("CREATE SCHEMA needy AUTHORIZATION wedsync_owner");
            statement.execute("GRANT USAGE ON SCHEMA needy TO wedsync_ops");
            statement.execute("SET ROLE wedsync_owner");
            statement.execute(
                    "CREATE TABLE needy.dead WITH (autovacuum_enabled = off) AS SELECT n FROM generate_series(1, 200000) AS n");
            statement.execute("ANALYZE needy.dead");
            statement.execute("DELETE FROM needy.dead WHERE n % 2 = 0");
            statement.execute("RESET ROLE");
        }
    }

    /** Kills the service while its REINDEX waits for the snapshot of {@code old}, which outlives it. */
    private static String killInTheMiddle(Map<String, String> settings, Connection administrator, Connection old)
            throws Exception {
        try (PackagedApplication victim = PackagedApplication.start(settings)) {
            victim.awaitProbe("ready", 200);
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            read(old, "SELECT count(*) FROM wedding.couple");
            String run = reindex(administrator);
            Eventually.get(() -> read(administrator, "SELECT string_agg(phase, '') FROM pg_stat_progress_create_index"),
                    "waiting for old snapshots"::equals);
            victim.kill();
            assertThat(status(administrator, run)).isEqualTo("running");
            return run;
        }
    }

    private static String reindex(Connection connection) throws SQLException {
        return read(connection, "SELECT public.reindex_table('guests') ->> 'run_id'");
    }

    private static String status(Connection connection, String run) throws SQLException {
        return read(connection, "SELECT status FROM ops.maintenance_run WHERE id = '" + run + "'");
    }

    private static String read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
