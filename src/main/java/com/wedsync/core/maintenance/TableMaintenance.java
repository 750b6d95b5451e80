package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;

/** VACUUM, ANALYZE or REINDEX of one table, measured before and after. */
@Singleton
class TableMaintenance {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final TableRepository tables;
    private final MeasurementRepository measurements;
    private final LockRepository locks;
    private final Reindexing reindexing;

    TableMaintenance(TableRepository tables, MeasurementRepository measurements, LockRepository locks, Reindexing reindexing) {
        this.tables = tables;
        this.measurements = measurements;
        this.locks = locks;
        this.reindexing = reindexing;
    }

    /** On {@code session}, which has the table's advisory lock and is in no transaction. */
    Uni<RunResult> perform(Session session, MaintenanceRun run) {
        return tables.get(session, run.relation(), run.tableName())
                .invoke(table -> table.require(run.action()))
                .chain(table -> measured(session, run.action(), table, run.index())
                        .onFailure(TableMaintenance::isLocked).recoverWithUni(() -> whoIsInTheWay(session, table)));
    }

    // The backend writes the table's counters as the statement ends, not later as it does for queries: they can be read.
    private Uni<RunResult> measured(Session session, Action action, Table table, @Nullable Long index) {
        return measurements.measure(session, table.oid())
                .chain(before -> work(session, action, table, index)
                        .chain(work -> measurements.measure(session, table.oid())
                                .map(after -> work.result(action, table, before, after))));
    }

    private Uni<Work> work(Session session, Action action, Table table, @Nullable Long index) {
        return switch (action) {
            case ANALYZE_TABLE -> timed(session, "ANALYZE " + table.name()).map(Work::withoutIndexes);
            case VACUUM_ANALYZE -> timed(session, "VACUUM (ANALYZE) " + table.name()).map(Work::withoutIndexes);
            case VACUUM_FREEZE -> timed(session, "VACUUM (FREEZE, ANALYZE) " + table.name()).map(Work::withoutIndexes);
            case REINDEX_TABLE -> reindexing.reindex(session, table);
            case REINDEX_INDEX -> reindexing.reindex(session, table, Objects.requireNonNull(index));
            case UPDATE_STATISTICS -> throw new IllegalArgumentException("update_statistics is not for one table");
        };
    }

    /** Runs a statement; its text holds nothing of a caller but names that the server has quoted. */
    static Uni<Duration> timed(Session session, String statement) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return session.longCommand(statement).replaceWithVoid().map(done -> Duration.ofNanos(System.nanoTime() - started));
        });
    }

    static boolean isLocked(Throwable failure) {
        return LOCK_NOT_AVAILABLE.equals(Problem.of(failure).code());
    }

    private Uni<RunResult> whoIsInTheWay(Session session, Table table) {
        return locks.blockers(session, table.oid()).map(blockers -> {
            throw new Conflict(ProblemType.TABLE_LOCKED, locked(table, blockers),
                    Map.of("table", table.name(), "blocked_by", blockers));
        });
    }

    private static String locked(Table table, List<Blocker> blockers) {
        return blockers.isEmpty()
                ? table.name() + " was locked by another session, which has let go meanwhile; try again."
                : table.name() + " is locked by another session; 'blocked_by' names it.";
    }
}
