package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.DedicatedConnections;
import com.wedsync.core.database.Ops;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** A second worker on the same queue, as another replica has it. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@ExtendWith(Tended.class)
@Tag("database")
@Tag("long")
class ReplicaTest {

    @Inject
    @Ops
    Database database;
    @Inject
    DedicatedConnections connections;
    @Inject
    RunRepository runs;
    @Inject
    LockRepository locks;
    @Inject
    Runner runner;
    @Inject
    MaintenanceConfig config;
    @Inject
    BackendRepository backends;

    private Worker worker() {
        return new Worker(database, connections, runs, locks, runner, config, new Completions());
    }

    @Test
    void two_replicas_never_run_the_same_run_and_leave_none() throws Exception {
        Worker second = worker();
        try (Connection client = Tended.connect(Tended.OWNER); Statement statement = client.createStatement()) {
            for (int n = 1; n <= 12; n++) {
                statement.execute("CREATE TABLE tended.numbered_" + n + " (id integer PRIMARY KEY)");
                statement.execute("SELECT public.vacuum_analyze_table('tended.numbered_" + n + "')");
                second.wake();
            }
        }

        String ofThese = "FROM ops.maintenance_run WHERE table_name LIKE 'tended.numbered%' AND requested_at > now() - interval '1 minute'";
        Eventually.get(() -> Tended.read("SELECT count(*) " + ofThese + " AND status = 'succeeded'"), "12"::equals);
        assertThat(Tended.read("SELECT count(DISTINCT relid) || ' ' || sum(vacuum_count) FROM pg_stat_user_tables "
                + "WHERE schemaname = 'tended' AND relname LIKE 'numbered%'")).isEqualTo("12 12");
        assertThat(Tended.read("SELECT count(*) FROM ops.audit_entry WHERE detail ->> 'status' = 'succeeded' "
                + "AND (detail ->> 'run_id')::uuid IN (SELECT id " + ofThese + ")")).isEqualTo("12");
        assertThat(Tended.read("SELECT count(DISTINCT backend_pid) " + ofThese)).isEqualTo("12");
    }

    @Test
    void a_shutdown_cancels_the_run_says_so_and_leaves_no_half_built_index() throws Exception {
        Worker second = worker();
        try (Connection old = Tended.oldSnapshot()) {
            String first = Optimize.post("reindex_table", "tended.other").statusCode(202).extract().path("result.run_id");
            String id = Tended.read("SELECT public.reindex_table('tended.thing') ->> 'run_id'");
            second.wake();
            Eventually.get(() -> Optimize.run(id),
                    run -> "waiting for old snapshots".equals(run.getString("progress.phase")));

            new Drain(second, database, backends, config).onShutdown(new ShutdownEvent());

            JsonPath run = Optimize.run(id);
            assertThat(run.getString("status")).isEqualTo("interrupted");
            assertThat(run.getString("problem.detail")).contains("shut down");
            assertThat(Tended.read("SELECT count(*) FROM pg_index WHERE indrelid = 'tended.thing'::regclass "
                    + "AND NOT indisvalid")).isEqualTo("0");
            old.rollback();
            assertThat(Optimize.ended(first).getString("status")).isEqualTo("succeeded");
        }
    }
}
