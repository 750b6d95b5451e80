package com.wedsync.core.maintenance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** The queue and history of maintenance, ops.maintenance_run. */
@Singleton
class RunRepository {

    private static final String COLUMNS = """
             run.id, run.action, run.table_name, coalesce(run.relation::bigint, 0) AS relation, run.status, run.requested_by,
              run.requested_at, run.started_at, run.finished_at, run.instance, run.backend_pid, run.result, run.problem, run.index_name,
              run.index_relation::bigint AS index, run.round_id, run.reason, run.score, run.p95_ms
            """;

    private static final String INSERT = """
            INSERT INTO ops.maintenance_run (id, action, table_name, relation, requested_by)
            VALUES ($1, $2, $3, $4::bigint::oid, $5)
            """;

    Uni<Void> insert(Session session, UUID id, Action action, @Nullable Table table, String requestedBy) {
        return session.query(INSERT, id, action.json(), table == null ? null : table.name(),
                table == null ? null : table.oid(), requestedBy).replaceWithVoid();
    }

    private static final String INSERT_RUNNING = """
            INSERT INTO ops.maintenance_run (
              id, action, table_name, relation, index_name, index_relation, requested_by, status, started_at, instance,
              backend_pid, round_id, reason, score)
            VALUES ($1, $2, $3, $4::bigint::oid, $5, $6::bigint::oid, $7, 'running', pg_catalog.clock_timestamp(), $8, $9, $10,
              $11, $12)
            """;

    /** A run that nobody has to take: {@code backendPid} has its table's lock. */
    Uni<Void> insertRunning(Session session, UUID id, Task task, String requestedBy, String instance, int backendPid) {
        return session.query(INSERT_RUNNING, id, task.action().json(), task.table(), task.relation(), task.indexName(),
                task.index(), requestedBy, instance, backendPid, task.roundId(), task.reason(), task.score()).replaceWithVoid();
    }

    private static final String SET_P95 = """
            UPDATE ops.maintenance_run
            SET p95_ms = $2
            WHERE id = $1
            """;

    Uni<Void> setP95(Session session, UUID id, double milliseconds) {
        return session.query(SET_P95, id, milliseconds).replaceWithVoid();
    }

    private static final String OF_ROUND = "SELECT" + COLUMNS + """
            FROM ops.maintenance_run AS run
            WHERE run.round_id = ANY ($1::uuid[])
            ORDER BY run.requested_at, run.id
            """;

    /** The runs of some rounds of the conductor, in the order in which they were begun. */
    Uni<List<MaintenanceRun>> ofRounds(Session session, Collection<UUID> rounds) {
        return session.query(OF_ROUND, (Object) rounds.toArray(UUID[]::new)).map(rows -> stream(rows).toList());
    }

    private static final String HAS_QUEUED = """
            SELECT
            FROM ops.maintenance_run
            WHERE status = 'queued'
            LIMIT 1
            """;

    /** Cheap enough to ask every few seconds. */
    Uni<Boolean> hasQueued(Session session) {
        return session.query(HAS_QUEUED).map(rows -> rows.rowCount() > 0);
    }

    private static final String NEXT = """
            SELECT""" + COLUMNS + """
            FROM ops.maintenance_run AS run
            WHERE run.status = 'queued'
              AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_locks AS lock
                JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
                WHERE database.datname = pg_catalog.current_database()
                  AND lock.locktype = 'advisory'
                  AND lock.classid = $1::integer::oid
                  AND lock.objid = coalesce(run.relation, 0::oid)
                  AND lock.objsubid = 2)
            ORDER BY run.requested_at, run.id
            LIMIT 1
            """;

    /** The oldest queued run whose table nobody works on. It is not taken yet: lock its table, then {@link #take}. */
    Uni<Optional<MaintenanceRun>> next(Session session) {
        return session.query(NEXT, LockRepository.KEYSPACE).map(rows -> stream(rows).findFirst());
    }

    private static final String TAKE = """
            UPDATE ops.maintenance_run
            SET status = 'running',
                started_at = pg_catalog.clock_timestamp(),
                instance = $2,
                backend_pid = pg_catalog.pg_backend_pid()
            WHERE id = $1
              AND status = 'queued'
            """;

    /** Takes a queued run for {@code session}; false if another replica was quicker. */
    Uni<Boolean> take(Session session, UUID id, String instance) {
        return session.query(TAKE, id, instance).map(rows -> rows.rowCount() == 1);
    }

    private static final String END = """
            UPDATE ops.maintenance_run
            SET status = $2,
                finished_at = pg_catalog.clock_timestamp(),
                result = $3,
                problem = $4
            WHERE id = $1
              AND status = 'running'
            """;

    /** Writes the end of a run; false if somebody else already did. */
    Uni<Boolean> end(Session session, UUID id, RunStatus status, @Nullable JsonObject result,
            @Nullable JsonObject problem) {
        return session.query(END, id, status.json(), result, problem).map(rows -> rows.rowCount() == 1);
    }

    // The lock is looked up after the row was read; UPDATE looks at the row again, so a run that ends between is not hit.
    private static final String WITHOUT_BACKEND = """
            run.status = 'running'
              AND NOT (run.id = ANY ($1::uuid[]))
              AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_locks AS lock
                JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
                WHERE database.datname = pg_catalog.current_database()
                  AND lock.locktype = 'advisory'
                  AND lock.classid = $2::integer::oid
                  AND lock.objid = coalesce(run.relation, 0::oid)
                  AND lock.objsubid = 2
                  AND lock.pid = run.backend_pid)
            """;
    private static final String ORPHANS = "SELECT" + COLUMNS + """
            FROM ops.maintenance_run AS run
            WHERE\s""" + WITHOUT_BACKEND;

    /** Runs that nobody works on any more, apart from those in {@code own} hands. */
    Uni<List<MaintenanceRun>> orphans(Session session, Collection<UUID> own) {
        return session.query(ORPHANS, own.toArray(UUID[]::new), LockRepository.KEYSPACE).map(rows -> stream(rows).toList());
    }

    private static final String INTERRUPT = """
            UPDATE ops.maintenance_run AS run
            SET status = 'interrupted',
                finished_at = pg_catalog.clock_timestamp(),
                problem = $4
            WHERE run.id = $3
              AND\s""" + WITHOUT_BACKEND;

    /** Writes that a run has no backend any more; false if it has, or somebody else wrote it. */
    Uni<Boolean> interrupt(Session session, UUID id, Collection<UUID> own, @Nullable JsonObject problem) {
        return session.query(INTERRUPT, own.toArray(UUID[]::new), LockRepository.KEYSPACE, id, problem)
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String FIND = "SELECT" + COLUMNS + """
            FROM ops.maintenance_run AS run
            WHERE run.id = $1
            """;

    Uni<Optional<MaintenanceRun>> find(Session session, UUID id) {
        return session.query(FIND, id).map(rows -> stream(rows).findFirst());
    }

    private static final String PAGE = "SELECT" + COLUMNS + """
            FROM ops.maintenance_run AS run
            WHERE ($1::text IS NULL OR run.status = $1)
              AND ($2::text IS NULL OR run.table_name = $2)
              AND ($3::timestamptz IS NULL OR (run.requested_at, run.id) < ($3, $4::uuid))
            ORDER BY run.requested_at DESC, run.id DESC
            LIMIT $5
            """;

    /** The newest runs that {@code filter} lets through. */
    Uni<List<MaintenanceRun>> page(Session session, RunFilter filter, @Nullable String tableName) {
        RunCursor after = filter.after();
        return session.query(PAGE, filter.status() == null ? null : filter.status().json(), tableName,
                after == null ? null : after.requestedAt(), after == null ? null : after.id(), filter.limit() + 1)
                .map(rows -> stream(rows).toList());
    }

    private static Stream<MaintenanceRun> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(MaintenanceRun::from);
    }
}
