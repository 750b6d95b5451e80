package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.SqlFile;
import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.Standby;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ReplicationLagTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BEHIND_MS = 1500;

    @Inject
    ReadingRepository readings;
    @Inject
    @Ops
    Database ops;
    @TempDir
    Path folder;

    /**
     * A vacuum that truncates a table locks it exclusively on the standby, too: while replay is paused, for ever, and nobody
     * could connect there if it is a table of the catalogue.
     */
    @BeforeEach
    void nobody_vacuums() throws Exception {
        Service.awaitSchema();
        onServer("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
        Eventually.get(PATIENCE, this::vacuuming, "0"::equals);
    }

    @AfterEach
    void vacuum_goes_on() throws Exception {
        onServer("ALTER SYSTEM RESET autovacuum", "SELECT pg_reload_conf()");
    }

    @Test
    @DisplayName("fault 4: replication lag is measured, on the primary and on the standby, and null without a standby")
    void lag_is_the_time_that_a_standby_is_behind() throws Exception {
        assertThat(onPrimary()).isEqualTo(Measured.unknown("no standby is connected"));
        try (Standby standby = Standby.of(TestServer.get(), folder.resolve("standby"))) {
            Eventually.get(PATIENCE, this::afterChange, lag -> lag >= 0 && lag < BEHIND_MS);
            // a standby that never replayed a transaction does not know the time
            Eventually.get(PATIENCE, () -> read(standby, "SELECT pg_last_xact_replay_timestamp()").isPresent(), known -> known);

            run(standby, "SELECT pg_wal_replay_pause()");
            Eventually.get(PATIENCE, this::afterChange, lag -> lag > BEHIND_MS);
            Eventually.get(PATIENCE, () -> onStandby(standby), lag -> lag > BEHIND_MS);

            run(standby, "SELECT pg_wal_replay_resume()");
            Eventually.get(PATIENCE, this::afterChange, lag -> lag >= 0 && lag < BEHIND_MS);
            Eventually.get(PATIENCE, () -> onStandby(standby), lag -> lag == 0);
        }
        Eventually.get(PATIENCE, this::onPrimary, Measured.unknown("no standby is connected")::equals);
    }

    /** The lag after one more change, -1 if it is not known. */
    private long afterChange() throws SQLException {
        onServer("SELECT pg_logical_emit_message(true, 'lag', 'a change')");
        Long lag = onPrimary().value();
        return lag == null ? -1 : lag;
    }

    private Measured<Long> onPrimary() {
        return ops.with(readings::read).await().atMost(PATIENCE).durability().replicationLagMs();
    }

    /** What the service would read if the standby were its server; -1 if it is not known. */
    private static long onStandby(Standby standby) throws SQLException {
        try (Connection connection = standby.connect(Bootstrap.DATABASE, "wedsync_ops");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlFile.read(ReadingRepository.class, "replication.sql"))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBoolean("in_recovery")).isTrue();
            long lag = rows.getLong("lag_ms");
            return rows.wasNull() ? -1 : lag;
        }
    }

    private String vacuuming() throws SQLException {
        return read(TestServer.get().connect("postgres", "postgres"), """
                SELECT (current_setting('autovacuum') = 'on')::int + count(*)
                FROM pg_stat_activity
                WHERE backend_type = 'autovacuum worker'""").orElseThrow();
    }

    private static Optional<String> read(Standby standby, String query) throws SQLException {
        return read(standby.connect("postgres", "postgres"), query);
    }

    private static Optional<String> read(Connection fresh, String query) throws SQLException {
        try (fresh; Statement statement = fresh.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return Optional.ofNullable(rows.getString(1));
        }
    }

    private static void onServer(String... commands) throws SQLException {
        run(TestServer.get().connect("postgres", "postgres"), commands);
    }

    private static void run(Standby standby, String command) throws SQLException {
        run(standby.connect("postgres", "postgres"), command);
    }

    private static void run(Connection fresh, String... commands) throws SQLException {
        try (fresh; Statement statement = fresh.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
