package com.wedsync.core.maintenance;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Who may work on a table, and who is in the way.
 *
 * <p>
 * One advisory lock a table, held by the session that works on it: it is exclusive across replicas, and it is gone the
 * moment that session is, whatever became of the service. Key: {@link #KEYSPACE} and the table's oid, 0 for all tables.
 */
@Singleton
class LockRepository {

    /** Keeps our advisory locks apart from those of others in the same database: "wedM". */
    static final int KEYSPACE = 0x7765644D;
    /** Orders requests for the same table, so that of two at once the second sees the first: "wedQ". */
    private static final int REQUEST_KEYSPACE = 0x77656451;

    private static final String TRY_LOCK = """
            SELECT pg_catalog.pg_try_advisory_lock($1, $2::bigint::oid::integer) AS locked
            """;

    /** Takes the table's lock until {@code session} ends, or says that somebody has it. */
    Uni<Boolean> tryLock(Session session, long relation) {
        return session.query(TRY_LOCK, KEYSPACE, relation).map(LockRepository::isLocked);
    }

    private static final String UNLOCK = """
            SELECT pg_catalog.pg_advisory_unlock($1, $2::bigint::oid::integer)
            """;

    Uni<Void> unlock(Session session, long relation) {
        return session.query(UNLOCK, KEYSPACE, relation).replaceWithVoid();
    }

    private static final String TRY_LOCK_IN_TRANSACTION = """
            SELECT pg_catalog.pg_try_advisory_xact_lock($1, $2::bigint::oid::integer) AS locked
            """;

    /** Takes the table's lock until the transaction of {@code session} ends, or says that somebody has it. */
    Uni<Boolean> tryLockInTransaction(Session session, long relation) {
        return session.query(TRY_LOCK_IN_TRANSACTION, KEYSPACE, relation).map(LockRepository::isLocked);
    }

    private static final String LOCK_REQUESTS = """
            SELECT pg_catalog.pg_advisory_xact_lock($1, $2::bigint::oid::integer)
            """;

    /** Lets one request for the table be looked at and written at a time. */
    Uni<Void> lockRequests(Session session, long relation) {
        return session.query(LOCK_REQUESTS, REQUEST_KEYSPACE, relation).replaceWithVoid();
    }

    private static final String IN_THE_WAY = """
            SELECT run.id
            FROM ops.maintenance_run AS run
            JOIN pg_catalog.pg_locks AS lock ON lock.pid = run.backend_pid
            JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
            WHERE run.status = 'running'
              AND database.datname = pg_catalog.current_database()
              AND lock.locktype = 'advisory'
              AND lock.classid = $1::integer::oid
              AND lock.objid = $2::bigint::oid
              AND lock.objsubid = 2
              AND lock.granted
            UNION ALL
            SELECT id
            FROM ops.maintenance_run
            WHERE status = 'queued'
              AND action = $3
              AND coalesce(relation::bigint, 0) = $2
            LIMIT 1
            """;

    /** The run that works on the table, or that already waits to do the same to it. */
    Uni<Optional<UUID>> inTheWay(Session session, Action action, long relation) {
        return session.query(IN_THE_WAY, KEYSPACE, relation, action.json())
                .map(rows -> rows.rowCount() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID("id")));
    }

    // A prepared transaction has no session: pg_prepared_xacts knows its owner. A waiting exclusive lock blocks as well.
    // pg_inherits and not pg_partition_tree(), which would wait for the very locks that are looked for.
    private static final String BLOCKERS = """
            WITH RECURSIVE part AS (
              SELECT $1::bigint::oid AS relid
              UNION
              SELECT child.inhrelid
              FROM pg_catalog.pg_inherits AS child
              JOIN part ON part.relid = child.inhparent
            )
            SELECT
              lock.pid,
              coalesce(activity.usename, prepared.owner)::text AS user_name,
              activity.application_name,
              coalesce(activity.state, CASE WHEN prepared.gid IS NOT NULL THEN 'prepared transaction' END) AS state,
              coalesce(activity.xact_start, prepared.prepared) AS since,
              lock.mode,
              lock.granted
            FROM pg_catalog.pg_locks AS lock
            JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
            LEFT JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = lock.pid
            LEFT JOIN pg_catalog.pg_prepared_xacts AS prepared
              ON lock.pid IS NULL AND lock.virtualtransaction = '-1/' || prepared.transaction::text
            WHERE lock.locktype = 'relation'
              AND database.datname = pg_catalog.current_database()
              AND lock.mode = ANY (ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
                                         'ExclusiveLock', 'AccessExclusiveLock'])
              AND lock.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
              AND lock.relation IN (
                SELECT relid FROM part
                UNION ALL
                SELECT index.indexrelid
                FROM pg_catalog.pg_index AS index
                JOIN part ON part.relid = index.indrelid)
            ORDER BY lock.granted DESC, since
            LIMIT 20
            """;

    /** Sessions whose locks on the table keep maintenance from it; empty if they have let go meanwhile. */
    Uni<List<Blocker>> blockers(Session session, long relation) {
        return session.query(BLOCKERS, relation)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Blocker::from).toList());
    }

    private static boolean isLocked(Iterable<Row> rows) {
        return rows.iterator().next().getBoolean("locked");
    }
}
