package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.Unavailable;

@Tag("database")
@Timeout(60)
class MigratorTest {

    private static final List<String> OWN_SCRIPTS = List.of("V1__roles_schemas_and_extensions.sql",
            "V2__wedding_data_model.sql", "V3__operations_tables.sql", "V4__specification_functions.sql");

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
    void an_empty_database_gets_every_script_in_order_by_an_owner_that_is_no_superuser() throws SQLException {
        try (Playground empty = Playground.empty(scripts)) {
            MigrationResult result = empty.migrate();

            assertThat(result.errors()).isEmpty();
            assertThat(result.success()).isTrue();
            assertThat(result.appliedMigrations()).isEqualTo(OWN_SCRIPTS);
            assertThat(empty.value(
                    "SELECT requested_by || ' ' || status || ' ' || array_to_string(applied, ',') FROM ops.migration_run"))
                    .isEqualTo("tester succeeded " + String.join(",", OWN_SCRIPTS));
            assertThat(empty.value("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).isEqualTo("f");
        }
    }

    @Test
    void a_second_run_does_nothing_and_leaves_no_record() throws SQLException {
        String before = playground.value("SELECT count(*) FROM ops.migration_run");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isTrue();
        assertThat(result.appliedMigrations()).isEmpty();
        assertThat(playground.value("SELECT count(*) FROM ops.migration_run")).isEqualTo(before);
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void a_run_is_recorded_and_audited_with_who_asked() throws SQLException {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);");

        playground.migrate();

        assertThat(playground.rows("""
                SELECT actor || ' ' || action || ' ' || (detail ->> 'status') || ' ' || (detail -> 'applied' ->> 0)
                FROM ops.audit_entry ORDER BY sequence DESC LIMIT 1"""))
                .containsExactly("tester migrate succeeded V5__seat.sql");
        assertThat(playground.value("SELECT instance FROM ops.migration_run ORDER BY started_at DESC LIMIT 1"))
                .endsWith("/" + ProcessHandle.current().pid());
    }

    @Test
    void a_failure_stops_the_run_rolls_its_script_back_and_names_script_line_and_sqlstate() throws SQLException {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V6__broken.sql", """
                        -- a comment
                        CREATE TABLE wedding.half (id uuid);

                        INSERT INTO wedding.half
                        SELECT id
                        FROM wedding.no_such_table;
                        """)
                .script("V7__never.sql", "CREATE TABLE wedding.never (id uuid);");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isFalse();
        assertThat(result.appliedMigrations()).containsExactly("V5__seat.sql");
        assertThat(result.errorDetails()).containsExactly(new MigrationError("V6__broken.sql", 6, "42P01",
                "relation \"wedding.no_such_table\" does not exist"));
        assertThat(result.errors()).containsExactly(
                "V6__broken.sql line 6: relation \"wedding.no_such_table\" does not exist (SQLSTATE 42P01)");
        assertThat(tables()).contains("seat").doesNotContain("half", "never");
        assertThat(playground.value("""
                SELECT status || ' ' || applied::text || ' ' || (problem ->> 'script') || ' ' || (problem ->> 'line')
                FROM ops.migration_run ORDER BY started_at DESC LIMIT 1"""))
                .isEqualTo("failed {V5__seat.sql} V6__broken.sql 6");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.FAILED);
    }

    @Test
    void a_failed_script_that_was_repaired_goes_through_at_the_next_run() throws SQLException {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uid);");
        assertThat(playground.migrate().success()).isFalse();

        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);");

        assertThat(playground.migrate().appliedMigrations()).containsExactly("V5__seat.sql");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
    }

    @Test
    void an_error_inside_a_function_body_tells_where_in_the_body() {
        playground.script("V5__block.sql", """
                DO $$
                BEGIN
                    RAISE EXCEPTION 'not on a Sunday' USING ERRCODE = 'WS001', HINT = 'Try Monday.';
                END
                $$;
                """);

        MigrationResult result = playground.migrate();

        assertThat(result.errorDetails()).containsExactly(new MigrationError("V5__block.sql", 1, "WS001",
                "not on a Sunday. Try Monday. [PL/pgSQL function inline_code_block line 3 at RAISE]"));
    }

    @Test
    void a_changed_script_that_was_applied_refuses_the_run_and_is_named() throws SQLException {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.migrate();
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid, place int);")
                .script("V6__more.sql", "CREATE TABLE wedding.more (id uuid);");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isFalse();
        assertThat(result.errors()).singleElement().asString()
                .startsWith("V5__seat.sql: This script was changed after it was applied: its checksum was ");
        assertThat(tables()).doesNotContain("more");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.INVALID);
        assertThat(playground.migrator().isUpToDate()).isFalse();
    }

    @Test
    void an_applied_script_that_is_gone_refuses_the_run_and_is_named() throws Exception {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V6__more.sql", "CREATE TABLE wedding.more (id uuid);");
        playground.migrate();
        java.nio.file.Files.delete(scripts.resolve("V5__seat.sql"));

        MigrationResult result = playground.migrate();

        assertThat(result.errors()).containsExactly(
                "V5__seat.sql: This script was applied to the database but is not part of this version of the service");
    }

    @Test
    void an_older_version_of_the_service_accepts_a_newer_schema() throws Exception {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.migrate();
        java.nio.file.Files.delete(scripts.resolve("V5__seat.sql"));

        assertThat(playground.migrate().success()).isTrue();
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void a_script_that_comes_too_late_refuses_the_run_and_is_named() {
        playground.script("V6__more.sql", "CREATE TABLE wedding.more (id uuid);");
        playground.migrate();
        playground.script("V5__late.sql", "CREATE TABLE wedding.late (id uuid);");

        assertThat(playground.migrate().errors()).singleElement().asString().startsWith("V5__late.sql: ");
    }

    @Test
    void several_replicas_at_once_migrate_exactly_once_and_all_become_ready() throws Exception {
        int replicas = 6;
        playground.script("V5__seat.sql", "SELECT pg_sleep(0.5); CREATE TABLE wedding.seat (id uuid);");
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(replicas)) {
            List<Future<MigrationResult>> runs = new ArrayList<>();
            for (int replica = 0; replica < replicas; replica++) {
                Callable<MigrationResult> run = () -> {
                    Migrator migrator = playground.migrator();
                    start.await();
                    return migrator.migrate("startup", Duration.ofSeconds(30), new Playground.Silent());
                };
                runs.add(threads.submit(run));
            }
            start.countDown();

            List<MigrationResult> results = new ArrayList<>();
            for (Future<MigrationResult> run : runs) {
                results.add(run.get(30, TimeUnit.SECONDS));
            }
            assertThat(results).allMatch(MigrationResult::success);
            assertThat(results).filteredOn(result -> !result.appliedMigrations().isEmpty()).singleElement()
                    .extracting(MigrationResult::appliedMigrations).isEqualTo(List.of("V5__seat.sql"));
        }
        assertThat(playground.value("SELECT count(*) FROM ops.flyway_schema_history WHERE version = '5'")).isEqualTo("1");
        assertThat(playground.value("SELECT count(*) FROM ops.migration_run WHERE 'V5__seat.sql' = ANY (applied)"))
                .isEqualTo("1");
    }

    @Test
    void who_does_not_want_to_wait_is_told_that_another_run_is_under_way() throws Exception {
        try (MigrationLock held = MigrationLock.acquire(playground.owner().pool(), Duration.ZERO, () -> {
        })) {
            assertThat(held).isNotNull();
            assertThatThrownBy(playground::migrate).isInstanceOf(Conflict.class);
        }
        assertThat(playground.migrate().success()).isTrue();
    }

    @Test
    void a_lock_that_is_not_granted_in_time_is_tried_again_for_that_script_only() throws Exception {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V6__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
        Migrator migrator = playground.migrator(new Playground.Limits(Duration.ofMillis(200), 50));
        try (Connection holder = playground.connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE wedding.guest IN ACCESS SHARE MODE");
            CompletableFuture<MigrationResult> run = CompletableFuture
                    .supplyAsync(() -> migrator.migrate("tester", Duration.ZERO, new Playground.Silent()));
            untilSomebodyWaitsForALock();
            // the first try ends by the limit of 200 ms; then the holder lets go
            assertThatThrownBy(() -> run.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            holder.rollback();

            MigrationResult result = run.get(30, TimeUnit.SECONDS);
            assertThat(result.errors()).isEmpty();
            assertThat(result.appliedMigrations()).containsExactly("V5__seat.sql", "V6__guest.sql");
        }
        assertThat(playground
                .value("SELECT count(*) FROM ops.migration_run WHERE status = 'succeeded' AND cardinality(applied) = 2"))
                .isEqualTo("1");
    }

    @Test
    void a_lock_that_is_never_granted_fails_after_the_configured_tries() throws Exception {
        playground.script("V5__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
        Migrator migrator = playground.migrator(new Playground.Limits(Duration.ofMillis(50), 2));
        try (Connection holder = playground.connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE wedding.guest IN ACCESS SHARE MODE");

            MigrationResult result = migrator.migrate("tester", Duration.ZERO, new Playground.Silent());

            assertThat(result.errorDetails()).containsExactly(
                    new MigrationError("V5__guest.sql", 1, "55P03", "canceling statement due to lock timeout"));
        }
    }

    @Test
    void an_index_built_concurrently_does_not_hang_and_is_not_cut_off_by_the_lock_timeout() throws Exception {
        playground.script("V5__index.sql", "CREATE INDEX CONCURRENTLY guest_seat_idx ON wedding.guest (couple_id);")
                .script("V6__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
        Migrator migrator = playground.migrator(new Playground.Limits(Duration.ofMillis(100), 0));
        try (Connection holder = playground.connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE wedding.guest IN ROW EXCLUSIVE MODE");
            CompletableFuture<MigrationResult> run = CompletableFuture
                    .supplyAsync(() -> migrator.migrate("tester", Duration.ZERO, new Playground.Silent()));
            untilSomebodyWaitsForALock();
            // five times the lock timeout that a transactional script would have
            assertThatThrownBy(() -> run.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            holder.rollback();

            assertThat(run.get(30, TimeUnit.SECONDS).errors()).isEmpty();
        }
        assertThat(playground.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'wedding.guest_seat_idx'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void a_script_outside_a_transaction_that_failed_is_run_again_without_manual_repair() throws SQLException {
        String twin = "INSERT INTO wedding.twin VALUES (1), (1);";
        playground.script("V5__twin.sql", "CREATE TABLE wedding.twin (id int); " + twin)
                .script("V6__unique.sql", """
                        DROP INDEX CONCURRENTLY IF EXISTS wedding.twin_idx;
                        CREATE UNIQUE INDEX CONCURRENTLY twin_idx ON wedding.twin (id);
                        """);
        MigrationResult failed = playground.migrate();
        assertThat(failed.errorDetails()).extracting(MigrationError::script, MigrationError::line, MigrationError::sqlState)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("V6__unique.sql", 2, "23505"));
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.FAILED);
        playground.execute("TRUNCATE wedding.twin");

        MigrationResult repaired = playground.migrate();

        assertThat(repaired.errors()).isEmpty();
        assertThat(repaired.appliedMigrations()).containsExactly("V6__unique.sql");
        assertThat(playground.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'wedding.twin_idx'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void a_run_whose_process_was_killed_is_found_marked_and_told() throws SQLException {
        playground.execute("""
                INSERT INTO ops.migration_run (dry_run, requested_by, instance, problem)
                VALUES (false, 'emma', 'host/1', '{"script": "V5__seat.sql"}')""");
        assertThat(playground.migrator().isUpToDate()).as("somebody has to look").isFalse();

        playground.migrate();

        assertThat(playground.value("""
                SELECT status || ' ' || (problem ->> 'script') || ' ' || (finished_at IS NOT NULL)
                FROM ops.migration_run WHERE requested_by = 'emma'""")).isEqualTo("interrupted V5__seat.sql true");
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void the_statement_of_a_killed_process_is_ended_before_the_next_run_begins() throws Exception {
        playground.script("V5__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
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
        Migrator migrator = new Migrator(nowhere, new org.flywaydb.core.api.configuration.FluentConfiguration(),
                new Playground.Limits(Duration.ofSeconds(1), 0), java.time.Clock.systemUTC());

        assertThatThrownBy(migrator::isUpToDate).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> migrator.migrate("tester", Duration.ZERO, new Playground.Silent()))
                .isInstanceOf(Unavailable.class);
    }

    private List<String> tables() throws SQLException {
        return playground.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'wedding'");
    }

    private void untilSomebodyWaitsForALock() throws SQLException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while ("0".equals(playground.value("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'"""))) {
            assertThat(System.nanoTime()).as("somebody waits for a lock").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
