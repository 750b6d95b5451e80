package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** ANALYZE of all tables, each on its own, so that no lock outlives its table and one bad table does not stop the rest. */
@Singleton
class StatisticsUpdate {

    /** With many tables, a locked one is left out rather than waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final TableRepository tables;
    private final LockRepository locks;

    StatisticsUpdate(TableRepository tables, LockRepository locks) {
        this.tables = tables;
        this.locks = locks;
    }

    Uni<RunResult> perform(Session session) {
        long started = System.nanoTime();
        return session.command("SET lock_timeout = " + PATIENCE.toMillis())
                .chain(() -> tables.all(session))
                .chain(all -> analyzeEach(session, all)
                        .map(skipped -> new RunResult.OfAllTables(
                                Duration.ofNanos(System.nanoTime() - started).toMillis(),
                                all.size() - skipped.size(), skipped)));
    }

    private Uni<List<Skipped>> analyzeEach(Session session, List<Table> all) {
        return Multi.createFrom().iterable(all)
                .onItem().transformToUniAndConcatenate(table -> analyze(session, table))
                .filter(Optional::isPresent).map(Optional::get)
                .collect().asList();
    }

    private Uni<Optional<Skipped>> analyze(Session session, Table table) {
        if (!table.allows(Action.ANALYZE_TABLE)) {
            return skipped(table, "the service's database log-in may not maintain it");
        }
        return locks.tryLock(session, table.oid()).chain(locked -> locked
                ? session.longCommand("ANALYZE " + table.name()).replaceWith(Optional.<Skipped> empty())
                        .onFailure(StatisticsUpdate::concernsOneTable)
                        .recoverWithUni(failure -> skipped(table, reason(failure)))
                        .call(() -> locks.unlock(session, table.oid()))
                : skipped(table, "maintenance of it is running"));
    }

    private static Uni<Optional<Skipped>> skipped(Table table, String reason) {
        return Uni.createFrom().item(Optional.of(new Skipped(table.name(), reason)));
    }

    /** Not a lost connection, nor a cancelled statement. */
    private static boolean concernsOneTable(Throwable failure) {
        return Problem.of(failure).status() <= 500;
    }

    private static String reason(Throwable failure) {
        return TableMaintenance.isLocked(failure) ? "it is locked by another session"
                : "the server refused (SQLSTATE " + Problem.of(failure).code() + ")";
    }
}
