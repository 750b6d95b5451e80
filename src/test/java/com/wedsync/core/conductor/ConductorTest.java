package com.wedsync.core.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.migration.MigrationLock;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Rounds on a database that needs everything, by a clock that the test sets. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
@Tag("long")
class ConductorTest {

    private static final String OF_NEEDY = " FROM ops.maintenance_run WHERE round_id IS NOT NULL AND table_name LIKE 'needy.%' ";
    private static final String STEPS = "SELECT reason || ' ' || coalesce(index_name, table_name)" + OF_NEEDY
            + "ORDER BY started_at";
    /** Tables of other tests may be left out: the rest of what is said then does not matter here. */
    private static final String ROUNDS = "SELECT concat_ws(' ', trigger, state, regexp_replace(reason, '^nothing is left.*', 'nothing is left')) FROM ops.maintenance_round ORDER BY requested_at";
    private static final List<String> ALL_STEPS = List.of("wraparound needy.old", "freeze_debt needy.aging",
            "dead_rows needy.dead", "stale_statistics needy.stale", "bloated_index needy.bloated_name_idx");
    /** VACUUM of 20,000 rows takes minutes then. */
    private static final Map<String, String> SLOW = Map.of("vacuum-cost-delay", "100ms", "vacuum-cost-limit", "1");
    private static final String VACUUMING = "SELECT count(*) FROM pg_stat_progress_vacuum WHERE relid = 'needy.dead'::regclass";

    @Inject
    Replica.Parts parts;

    /** In the window of tomorrow: the service has observed its database for a while then. */
    private volatile Instant now = LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(2, 30).toInstant(ZoneOffset.UTC);

    private final AtomicLong looks = new AtomicLong();

    @BeforeEach
    void a_needy_database() throws Exception {
        Service.awaitSchema();
        Needy.create();
    }

    @AfterEach
    void drop_it() throws Exception {
        Needy.drop();
    }

    /** No two moments are the same. */
    private Replica replica(Map<String, String> settings) {
        return parts.replica(() -> now.plusMillis(looks.incrementAndGet()), settings);
    }

    @Test
    void the_right_things_are_done_in_the_right_order_and_the_healthy_table_is_left_alone() throws Exception {
        Plan plan = replica(Map.of()).planning.plan(Set.of(), false).await().atMost(Duration.ofSeconds(10));
        assertThat(plan.steps()).filteredOn(step -> step.table().startsWith("needy."))
                .extracting(step -> step.reason().json() + " " + (step.index() == null ? step.table() : step.index()))
                .isEqualTo(ALL_STEPS);

        replica(Map.of()).look();

        assertThat(Needy.list(STEPS)).isEqualTo(ALL_STEPS);
        assertThat(Needy.list("SELECT DISTINCT status" + OF_NEEDY)).containsExactly("succeeded");
        assertThat(Needy.list(ROUNDS)).containsExactly("window completed nothing is left");
        assertThat(Needy.read("SELECT age(relfrozenxid) < 1000 FROM pg_class WHERE oid = 'needy.old'::regclass"))
                .isEqualTo("t");
        assertThat(Needy.read("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = 'needy.dead'::regclass"))
                .isEqualTo("0");
        assertThat(Needy.read("SELECT vacuum_count + autovacuum_count FROM pg_stat_user_tables "
                + "WHERE relid = 'needy.healthy'::regclass")).as("once, by the test").isEqualTo("1");
        assertThat(Needy.read("SELECT (result ->> 'transaction_id_age_before')::int > 100000 "
                + "AND (result ->> 'transaction_id_age_after')::int < 1000" + OF_NEEDY + "AND reason = 'wraparound'"))
                .isEqualTo("t");
        assertThat(Needy.read("SELECT (result ->> 'size_after_bytes')::int < 0.8 * (result ->> 'size_before_bytes')::int"
                + OF_NEEDY + "AND reason = 'bloated_index'")).isEqualTo("t");
        assertThat(Needy.list("SELECT detail ->> 'state' FROM ops.audit_entry WHERE action = 'maintenance_round' "
                + "AND detail ->> 'round_id' = (SELECT id::text FROM ops.maintenance_round) ORDER BY sequence"))
                .containsExactly("requested", "completed");

        replica(Map.of()).look();
        assertThat(Needy.list(ROUNDS)).as("one round a window").hasSize(1);
    }

    @Test
    void of_two_replicas_one_does_nothing() throws Exception {
        CompletableFuture<Void> first = replica(Map.of()).begin();
        CompletableFuture<Void> second = replica(Map.of()).begin();
        CompletableFuture.allOf(first, second).get(60, TimeUnit.SECONDS);

        assertThat(Needy.list(STEPS)).isEqualTo(ALL_STEPS);
        assertThat(Needy.list(ROUNDS)).hasSize(1);
        assertThat(Needy.read("SELECT count(DISTINCT backend_pid)" + OF_NEEDY)).isEqualTo("1");
    }

    @Test
    void a_round_whose_connection_is_killed_is_interrupted_and_the_window_goes_on_with_the_next() throws Exception {
        CompletableFuture<Void> killed = replica(SLOW).begin();
        Eventually.get(() -> Needy.read(VACUUMING), "1"::equals);

        Needy.administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wedsync-conductor'");
        killed.handle((done, failure) -> done).get(30, TimeUnit.SECONDS);
        replica(Map.of()).look();

        assertThat(Needy.list("SELECT state FROM ops.maintenance_round ORDER BY requested_at"))
                .containsExactly("interrupted", "completed");
        assertThat(Needy
                .list("SELECT status || ' ' || table_name" + OF_NEEDY + "AND table_name = 'needy.dead' ORDER BY started_at"))
                .containsExactly("interrupted needy.dead", "succeeded needy.dead");
        assertThat(Needy.list(STEPS)).as("what was done already is not done again").containsExactly("wraparound needy.old",
                "freeze_debt needy.aging", "dead_rows needy.dead", "dead_rows needy.dead", "stale_statistics needy.stale",
                "bloated_index needy.bloated_name_idx");
    }

    @Test
    void a_round_stops_when_its_window_closes_in_the_middle_of_a_step() throws Exception {
        CompletableFuture<Void> round = replica(SLOW).begin();
        Eventually.get(() -> Needy.read(VACUUMING), "1"::equals);

        now = now.plus(Duration.ofHours(3));
        round.get(30, TimeUnit.SECONDS);

        assertThat(Needy.list(ROUNDS)).containsExactly("window stopped its time was over");
        assertThat(Needy.read("SELECT status" + OF_NEEDY + "AND table_name = 'needy.dead'")).isEqualTo("interrupted");
        replica(Map.of()).look();
        assertThat(Needy.list(ROUNDS)).as("it was not missed").hasSize(1);
    }

    @Test
    void it_gives_way_to_a_migration_and_goes_on_after_it() throws Exception {
        double yields = parts.yields();
        CompletableFuture<Void> round;
        try (Connection migration = Needy.connect(); Statement statement = migration.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + MigrationLock.KEYS + ", 0)");
            round = replica(Map.of()).begin();
            Eventually.get(() -> Needy.list(ROUNDS), List.of("window yielding a migration is being run")::equals);
            long seen = looks.get();
            Eventually.get(looks::get, looked -> looked > seen + 10);
            assertThat(Needy.list(STEPS)).isEmpty();
        }
        round.get(60, TimeUnit.SECONDS);

        assertThat(Needy.list(STEPS)).isEqualTo(ALL_STEPS);
        assertThat(Needy.read("SELECT yields || ' ' || state FROM ops.maintenance_round")).isEqualTo("1 completed");
        assertThat(parts.yields() - yields).as("once, however often it looked").isEqualTo(1);
    }

    @Test
    void load_keeps_it_from_everything_but_wraparound_and_a_window_without_a_step_was_missed() throws Exception {
        Needy.administer("DROP TABLE needy.old");
        CompletableFuture<Void> round;
        try (Writing writing = new Writing()) {
            round = replica(Map.of("max-wal-rate", "1")).begin();
            Eventually.get(() -> Needy.list(ROUNDS).toString(), rounds -> rounds.startsWith("[window yielding"));
            now = now.plus(Duration.ofHours(3));
            round.get(30, TimeUnit.SECONDS);
        }
        assertThat(Needy.list(STEPS)).isEmpty();
        assertThat(Needy.list(ROUNDS).getFirst()).startsWith("window missed it gave way all the time: ");

        replica(Map.of()).look();
        assertThat(Needy.list(ROUNDS)).last().asString().startsWith("catch_up completed");
        assertThat(Needy.list(STEPS)).as("only what is late").containsExactly("dead_rows needy.dead",
                "stale_statistics needy.stale");
    }

    @Test
    void wraparound_does_not_wait_for_a_calm_moment() throws Exception {
        CompletableFuture<Void> round;
        try (Writing writing = new Writing()) {
            round = replica(Map.of("max-wal-rate", "1", "calm-for", "1h")).begin();
            Eventually.get(() -> Needy.list(STEPS), List.of("wraparound needy.old")::equals);
            Eventually.get(() -> Needy.list(ROUNDS).toString(), rounds -> rounds.startsWith("[window yielding"));
        }
        now = now.plus(Duration.ofHours(3));
        round.get(30, TimeUnit.SECONDS);
        assertThat(Needy.list(ROUNDS)).containsExactly("window stopped its time was over");
    }

    @Test
    void a_window_that_nobody_used_is_put_on_record_and_caught_up_with_what_is_late() throws Exception {
        now = now.plus(Duration.ofHours(4));
        replica(Map.of()).look();

        assertThat(Needy.list(ROUNDS)).containsExactly("window missed no replica began a round",
                "catch_up completed nothing is left");
        assertThat(Needy.list(STEPS)).containsExactly("wraparound needy.old", "dead_rows needy.dead",
                "stale_statistics needy.stale");
        replica(Map.of()).look();
        assertThat(Needy.list(ROUNDS)).as("once").hasSize(2);
    }

    @Test
    void what_a_leader_asked_for_and_did_not_live_to_begin_is_not_begun_when_its_window_has_closed() throws Exception {
        Needy.administer(
                "INSERT INTO ops.maintenance_round (id, trigger, state, requested_by, requested_at, window_opened_at, length) "
                        + "VALUES (gen_random_uuid(), 'window', 'requested', 'core-database', '%1$s', '%1$s', '3 hours')"
                                .formatted(now.minus(Duration.ofMinutes(30))));
        now = now.plus(Duration.ofHours(8));

        replica(Map.of("catch-up", "false")).look();

        assertThat(Needy.list(STEPS)).isEmpty();
        assertThat(Needy.list(ROUNDS)).containsExactly("window missed it was begun too late");
    }

    @Test
    void a_table_that_somebody_locks_or_autovacuum_works_on_is_left_out_with_the_reason() throws Exception {
        try (Connection other = Needy.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE needy.dead IN SHARE UPDATE EXCLUSIVE MODE");

            Plan plan = replica(Map.of()).planning.plan(Set.of(), false).await().atMost(Duration.ofSeconds(10));
            assertThat(plan.skipped()).contains(new Plan.LeftOut("needy.dead",
                    "another session holds or waits for a lock that is in the way"));

            replica(Map.of()).look();
            assertThat(Needy.list(STEPS)).hasSize(ALL_STEPS.size() - 1).doesNotContain("dead_rows needy.dead");
            assertThat(Needy.read("SELECT reason FROM ops.maintenance_round")).contains("left out: ");
        }
    }

    @Test
    void a_table_that_is_not_the_services_is_left_out() throws Exception {
        Needy.administer("ALTER SCHEMA needy OWNER TO postgres", "ALTER TABLE needy.dead OWNER TO postgres",
                "REVOKE USAGE ON SCHEMA needy FROM wedsync_ops, wedsync_owner");

        Plan plan = replica(Map.of()).planning.plan(Set.of(), false).await().atMost(Duration.ofSeconds(10));

        assertThat(plan.skipped())
                .contains(new Plan.LeftOut("needy.dead", "the service's database log-in may not maintain it"));
    }

    /** Write-ahead log all the time. */
    private static final class Writing implements AutoCloseable {

        private final CompletableFuture<Void> writing;
        private volatile boolean done;

        Writing() {
            writing = CompletableFuture.runAsync(() -> {
                try (Connection connection = Needy.connect(); Statement statement = connection.createStatement()) {
                    while (!done) {
                        statement.execute("SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000))");
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                } catch (SQLException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
        }

        @Override
        public void close() {
            done = true;
            writing.join();
        }
    }
}
