package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SamplerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Sampler sampler;

    @Inject
    ReadingRepository readings;

    @Inject
    StorageRepository storages;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void two_schemas_hold_a_table_of_one_name() throws SQLException {
        administer("CREATE SCHEMA sampled_a", "CREATE SCHEMA sampled_b",
                "CREATE TABLE sampled_a.thing (id int PRIMARY KEY, text text)",
                "CREATE TABLE sampled_b.thing (id int PRIMARY KEY, text text)",
                "INSERT INTO sampled_a.thing SELECT n, repeat('x', 100) FROM generate_series(1, 1000) AS n",
                "UPDATE sampled_a.thing SET text = 'y'",
                "DELETE FROM sampled_a.thing WHERE id > 400",
                // counters not yet flushed would be added to those that ANALYZE sets
                "SELECT pg_stat_force_next_flush()",
                "ANALYZE sampled_a.thing");
    }

    @AfterEach
    void drop_them() throws SQLException {
        administer("DROP SCHEMA sampled_a CASCADE", "DROP SCHEMA sampled_b CASCADE");
    }

    @Test
    @DisplayName("fault 3: rows are live rows, by relation, not inserted plus updated plus deleted")
    void rows_are_live_rows_of_each_relation() {
        Storage storage = sample().storage();

        assertThat(table(storage, "sampled_a.thing").rowCount()).isEqualTo(400);
        assertThat(table(storage, "sampled_b.thing").rowCount()).isZero();
    }

    @Test
    void sizes_include_indexes_and_the_database_is_larger_than_its_tables() {
        Storage storage = sample().storage();

        TableSize thing = table(storage, "sampled_a.thing");
        assertThat(thing.sizeMb()).isGreaterThan(0.1);
        assertThat(thing.indexSizeMb()).isPositive().isLessThan(thing.sizeMb());
        assertThat(storage.totalSizeMb())
                .isGreaterThan(storage.tableSizes().stream().mapToDouble(table -> table.sizeMb()).sum());
    }

    @Test
    void a_table_locked_exclusively_is_left_unmeasured_and_blocks_nothing() throws SQLException {
        try (Connection locker = administrator(); Statement lock = locker.createStatement()) {
            locker.setAutoCommit(false);
            lock.execute("LOCK TABLE sampled_a.thing IN ACCESS EXCLUSIVE MODE");

            TableSize thing = table(sample().storage(), "sampled_a.thing");

            assertThat(thing.sizeMb()).isNull();
            assertThat(thing.reason()).isEqualTo("locked exclusively by another session");
        }
    }

    @Test
    void a_table_is_left_unmeasured_also_while_somebody_only_waits_for_the_exclusive_lock() throws Exception {
        try (Connection reader = administrator();
                Statement read = reader.createStatement();
                Connection waiter = administrator();
                Statement wait = waiter.createStatement()) {
            reader.setAutoCommit(false);
            read.execute("SELECT count(*) FROM sampled_b.thing");
            waiter.setAutoCommit(false);
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    wait.execute("LOCK TABLE sampled_b.thing IN ACCESS EXCLUSIVE MODE");
                } catch (SQLException ended) {
                    // the connection was closed while it waited: that is how the test ends
                }
            });
            awaitWaiter();

            assertThat(table(sample().storage(), "sampled_b.thing").reason())
                    .isEqualTo("locked exclusively by another session");

            reader.rollback();
            waiting.join(PATIENCE);
        }
    }

    @Test
    void a_lock_on_a_table_of_our_own_makes_one_number_unknown_and_blocks_nothing() throws SQLException {
        try (Connection locker = administrator(); Statement lock = locker.createStatement()) {
            locker.setAutoCommit(false);
            lock.execute("LOCK TABLE ops.backup, ops.sample IN ACCESS EXCLUSIVE MODE");

            Reading reading = ops.with(readings::read).await().atMost(PATIENCE);
            Storage storage = ops.with(session -> storages.measure(session, Duration.ofHours(1))).await().atMost(PATIENCE);

            assertThat(reading.durability().lastBackup().reason())
                    .isEqualTo("ops.backup is locked exclusively by another session");
            assertThat(storage.unknown()).containsEntry("growth_rate_mb_per_day",
                    "ops.sample is locked exclusively by another session");
        }
    }

    @Test
    void statements_are_counted_whatever_schema_their_extension_is_in() throws SQLException {
        administer("CREATE SCHEMA \"sampled \"\"extensions\"",
                "ALTER EXTENSION pg_stat_statements SET SCHEMA \"sampled \"\"extensions\"");
        try {
            Bootstrap.run(TestServer.get());

            assertThat(ops.with(readings::read).await().atMost(PATIENCE).statements().reason()).isNull();
        } finally {
            administer("ALTER EXTENSION pg_stat_statements SET SCHEMA public",
                    "DROP SCHEMA \"sampled \"\"extensions\"");
        }
    }

    @Test
    void readings_are_kept_once_a_minute() throws SQLException {
        sample();
        sample();

        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*), count(DISTINCT minute), max(statement_calls)
                        FROM ops.sample
                        WHERE taken_at > now() - interval '1 minute'
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isBetween(1, 2).isEqualTo(rows.getInt(2));
            assertThat(rows.getLong(3)).isPositive();
        }
    }

    private Metrics sample() {
        return sampler.sample().await().atMost(PATIENCE);
    }

    private static TableSize table(Storage storage, String name) {
        return storage.tableSizes().stream().filter(table -> table.tableName().equals(name)).findFirst().orElseThrow();
    }

    private static void awaitWaiter() throws Exception {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            for (int attempt = 0; attempt < 200; attempt++) {
                try (var rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_locks
                        WHERE relation = 'sampled_b.thing'::regclass AND NOT granted
                        """)) {
                    if (rows.next() && rows.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(10);
            }
            throw new AssertionError("nobody waits for the lock");
        }
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
