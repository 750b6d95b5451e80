package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Logs;

@Tag("database")
@Timeout(60)
class InterruptedMigrationTest {

    private static final String VALIDITY = "SELECT (SELECT indisvalid FROM pg_index "
            + "WHERE indexrelid = to_regclass('wedding.guest_seat_idx'))";
    private static final String OF_SCRIPTS = "FROM pg_stat_activity "
            + "WHERE datname = current_database() AND application_name = 'wedsync-migration'";

    @TempDir
    private Path scripts;
    private Playground playground;

    @BeforeEach
    void prepare() throws SQLException {
        playground = Playground.migrated(scripts);
    }

    @AfterEach
    void clear() throws SQLException {
        playground.close();
    }

    @Test
    void a_script_outside_a_transaction_that_failed_is_run_again_without_manual_repair() throws SQLException {
        String twin = "INSERT INTO wedding.twin VALUES (1), (1);";
        playground.script("V9005__twin.sql", "CREATE TABLE wedding.twin (id int); " + twin)
                .script("V9006__unique.sql", """
                        DROP INDEX CONCURRENTLY IF EXISTS wedding.twin_idx;
                        CREATE UNIQUE INDEX CONCURRENTLY twin_idx ON wedding.twin (id);
                        """);
        MigrationResult failed = playground.migrate();
        assertThat(failed.errorDetails()).extracting(MigrationError::script, MigrationError::line, MigrationError::sqlState)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("V9006__unique.sql", 2, "23505"));
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.FAILED);
        playground.execute("TRUNCATE wedding.twin");

        MigrationResult repaired = playground.migrate();

        assertThat(repaired.errors()).isEmpty();
        assertThat(repaired.appliedMigrations()).containsExactly("V9006__unique.sql");
        assertThat(playground.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'wedding.twin_idx'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void an_index_whose_build_is_cut_off_is_told_and_built_by_the_next_run() throws Exception {
        playground.script("V9005__index.sql", """
                DROP INDEX CONCURRENTLY IF EXISTS wedding.guest_seat_idx;
                CREATE INDEX CONCURRENTLY guest_seat_idx ON wedding.guest (table_name);
                """);
        try (Connection older = playground.connect();
                Statement statement = older.createStatement();
                ExecutorService migrating = Executors.newVirtualThreadPerTaskExecutor()) {
            older.setAutoCommit(false);
            statement.execute("LOCK TABLE wedding.guest IN ROW EXCLUSIVE MODE");
            Future<MigrationResult> result = migrating.submit(playground::migrate);
            Eventually.get(() -> playground.value(VALIDITY), "f"::equals);
            Eventually.get(() -> playground.value("SELECT bool_or(wait_event_type = 'Lock') " + OF_SCRIPTS), "t"::equals);

            playground.execute("SELECT pg_terminate_backend(pid) " + OF_SCRIPTS);

            assertThat(result.get().errorDetails()).singleElement().satisfies(error -> {
                assertThat(error.isOutage()).isTrue();
                assertThat(error.message()).endsWith(". It left invalid indexes: wedding.guest_seat_idx");
            });
            older.rollback();
        }

        assertThat(playground.migrate().appliedMigrations()).containsExactly("V9005__index.sql");
        assertThat(playground.value(VALIDITY)).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "twin_idx", "Twin_Idx" })
    void a_script_that_takes_an_invalid_index_for_a_good_one_is_not_done(String name) throws SQLException {
        playground.execute("CREATE TABLE wedding.twin (id int); INSERT INTO wedding.twin VALUES (1), (1)");
        assertThatThrownBy(() -> playground.execute("CREATE UNIQUE INDEX CONCURRENTLY twin_idx ON wedding.twin (id)"));
        playground.execute("TRUNCATE wedding.twin");
        playground.script("V9005__twin.sql",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS " + name + " ON wedding.twin (id);");

        MigrationResult result = playground.migrate();

        assertThat(result.errors()).containsExactly("V9005__twin.sql: The script did not fail and is not done. "
                + "It left invalid indexes: wedding.twin_idx");
        assertThat(playground.status().read().pending()).extracting(MigrationStatus.Pending::script)
                .containsExactly("V9005__twin.sql");

        playground.execute("DROP INDEX wedding.twin_idx");
        assertThat(playground.migrate().appliedMigrations()).containsExactly("V9005__twin.sql");
    }

    @Test
    void an_invalid_index_of_somebody_else_does_not_stop_a_script() throws SQLException {
        playground.execute("CREATE TABLE wedding.twin (id int); INSERT INTO wedding.twin VALUES (1), (1)");
        assertThatThrownBy(() -> playground.execute("CREATE UNIQUE INDEX CONCURRENTLY twin_idx ON wedding.twin (id)"));
        playground.script("V9005__twin.sql", "CREATE INDEX CONCURRENTLY twin_idx_2 ON wedding.twin (id);");

        assertThat(playground.migrate().errors()).isEmpty();
    }

    @Test
    void a_run_whose_process_was_killed_is_found_marked_and_told() throws SQLException {
        playground.execute("""
                INSERT INTO ops.migration_run (dry_run, requested_by, instance, problem)
                VALUES (false, 'emma', 'host/1', '{"script": "V9005__seat.sql"}')""");
        assertThat(playground.migrator().isUpToDate()).as("somebody has to look").isFalse();

        playground.migrate();

        assertThat(playground.value("""
                SELECT status || ' ' || (problem ->> 'script') || ' ' || (finished_at IS NOT NULL)
                FROM ops.migration_run WHERE requested_by = 'emma'""")).isEqualTo("interrupted V9005__seat.sql true");
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void a_run_that_ends_while_the_audit_log_is_locked_is_not_interrupted() throws Exception {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.execute("ALTER FUNCTION ops.append_audit(text, text, text, jsonb) SET lock_timeout = '50ms'");
        try (Logs logs = Logs.from(Level.WARNING);
                Connection reader = playground.connect();
                Statement statement = reader.createStatement();
                ExecutorService migrating = Executors.newVirtualThreadPerTaskExecutor()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM ops.audit_head FOR UPDATE");
            Future<MigrationResult> result = migrating.submit(playground::migrate);
            Eventually.get(logs::lines, lines -> lines.stream().anyMatch(line -> line.startsWith("The audit log is locked")));
            reader.rollback();

            assertThat(result.get().errors()).isEmpty();
        }
        assertThat(playground.rows("SELECT status FROM ops.migration_run WHERE requested_by = 'tester'"))
                .containsExactly("succeeded");
    }

    @Test
    void the_statement_of_a_killed_process_is_ended_before_the_next_run_begins() throws Exception {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        try (Connection orphan = playground.owner().scripts(Duration.ofSeconds(5)).getConnection();
                Statement statement = orphan.createStatement()) {
            orphan.setAutoCommit(false);
            statement.execute("CREATE TABLE wedding.seat (id uuid)");

            assertThat(playground.migrate().errors()).isEmpty();

            assertThat(orphan.isValid(1)).isFalse();
        }
    }

    @Test
    void a_server_that_is_gone_is_no_failed_migration() {
        OwnerDatabase nowhere = new OwnerDatabase(new org.postgresql.ds.PGSimpleDataSource() {
            {
                setUrl("jdbc:postgresql://127.0.0.1:1/none");
                setUser(Playground.OWNER);
            }
        }, "jdbc:postgresql://127.0.0.1:1/none", Playground.OWNER, null);
        Migrator migrator = new Migrator(nowhere, org.flywaydb.core.api.configuration.FluentConfiguration::new,
                new Playground.Limits(Duration.ofSeconds(1), 0), java.time.Clock.systemUTC());

        assertThatThrownBy(migrator::isUpToDate).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> migrator.migrate("tester", Duration.ZERO, new Playground.Silent()))
                .isInstanceOf(Unavailable.class);
    }
}
