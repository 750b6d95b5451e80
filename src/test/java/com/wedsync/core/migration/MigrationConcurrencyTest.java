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

@Tag("database")
@Timeout(60)
class MigrationConcurrencyTest {

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
    void several_replicas_at_once_migrate_exactly_once_and_all_become_ready() throws Exception {
        int replicas = 6;
        playground.script("V9005__seat.sql", "SELECT pg_sleep(0.5); CREATE TABLE wedding.seat (id uuid);");
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
                    .extracting(MigrationResult::appliedMigrations).isEqualTo(List.of("V9005__seat.sql"));
        }
        assertThat(playground.value("SELECT count(*) FROM ops.flyway_schema_history WHERE version = '9005'")).isEqualTo("1");
        assertThat(playground.value("SELECT count(*) FROM ops.migration_run WHERE 'V9005__seat.sql' = ANY (applied)"))
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
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
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
            assertThat(result.appliedMigrations()).containsExactly("V9005__seat.sql", "V9006__guest.sql");
        }
        assertThat(playground
                .value("SELECT count(*) FROM ops.migration_run WHERE status = 'succeeded' AND cardinality(applied) = 2"))
                .isEqualTo("1");
    }

    @Test
    void a_lock_that_is_never_granted_fails_after_the_configured_tries() throws Exception {
        playground.script("V9005__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
        Migrator migrator = playground.migrator(new Playground.Limits(Duration.ofMillis(50), 2));
        try (Connection holder = playground.connect(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE wedding.guest IN ACCESS SHARE MODE");

            MigrationResult result = migrator.migrate("tester", Duration.ZERO, new Playground.Silent());

            assertThat(result.errorDetails()).containsExactly(
                    new MigrationError("V9005__guest.sql", 1, "55P03", "canceling statement due to lock timeout"));
        }
    }

    @Test
    void an_index_built_concurrently_does_not_hang_and_is_not_cut_off_by_the_lock_timeout() throws Exception {
        playground.script("V9005__index.sql", "CREATE INDEX CONCURRENTLY guest_seat_idx ON wedding.guest (couple_id);")
                .script("V9006__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat uuid;");
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
