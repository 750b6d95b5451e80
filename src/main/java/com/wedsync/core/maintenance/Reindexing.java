package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;

/**
 * REINDEX CONCURRENTLY of one table, or of one of its indexes.
 *
 * <p>
 * It waits twice: for its table, where giving up soon does no harm, and between its steps for older transactions, where
 * giving up throws the work away and leaves invalid indexes. lock_timeout ends both, so the first wait is tried on its own.
 */
@Singleton
class Reindexing {

    private final IndexRepository indexes;
    private final LeftoverCleaner cleaner;
    private final MaintenanceConfig config;

    Reindexing(IndexRepository indexes, LeftoverCleaner cleaner, MaintenanceConfig config) {
        this.indexes = indexes;
        this.cleaner = cleaner;
        this.config = config;
    }

    Uni<Work> reindex(Session session, Table table) {
        return reindex(session, table, all -> "REINDEX TABLE CONCURRENTLY " + table.name());
    }

    /** @param index its oid; it may have been dropped meanwhile */
    Uni<Work> reindex(Session session, Table table, long index) {
        return reindex(session, table, all -> all.stream().filter(known -> known.oid() == index).findFirst()
                .map(known -> "REINDEX INDEX CONCURRENTLY " + known.name())
                .orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND, "The index does not exist any more.")));
    }

    /** @param statement from the table's indexes, whose names the server has quoted */
    private Uni<Work> reindex(Session session, Table table, Function<List<Index>, String> statement) {
        return tryLock(session, table)
                .chain(() -> cleaner.clean(session, table.oid()))
                .chain(leftovers -> indexes.indexes(session, table.oid())
                        .chain(before -> rebuild(session, table, statement.apply(before))
                                .chain(duration -> indexes.indexes(session, table.oid())
                                        .map(after -> compared(duration, before, after, leftovers)))));
    }

    private static Uni<Void> tryLock(Session session, Table table) {
        return table.lockable()
                ? session.transaction(
                        own -> own.command("LOCK TABLE " + table.name() + " IN SHARE UPDATE EXCLUSIVE MODE").replaceWithVoid())
                : Uni.createFrom().voidItem();
    }

    private Uni<Duration> rebuild(Session session, Table table, String statement) {
        return session.command("SET lock_timeout = " + config.reindexLockTimeout().toMillis())
                .chain(() -> TableMaintenance.timed(session, statement))
                .call(() -> resetLockTimeout(session))
                .onFailure().call(() -> resetLockTimeout(session)
                        .chain(() -> cleaner.clean(session, table.oid())).onFailure().recoverWithNull());
    }

    /** To the one that the connection was opened with. */
    private static Uni<Void> resetLockTimeout(Session session) {
        return session.command("RESET lock_timeout").replaceWithVoid();
    }

    /** Building concurrently makes a new index of the same name: its oid tells whether it happened. */
    private static Work compared(Duration duration, List<Index> before, List<Index> after, Leftovers leftovers) {
        Map<String, Index> old = before.stream().collect(Collectors.toMap(Index::name, Function.identity()));
        Map<Boolean, List<Index>> rebuilt = after.stream().collect(Collectors.partitioningBy(
                index -> !old.containsKey(index.name()) || old.get(index.name()).oid() != index.oid()));
        return new Work(duration, rebuilt.getOrDefault(true, List.of()).stream().map(Index::name).toList(),
                rebuilt.getOrDefault(false, List.of()).stream()
                        .map(index -> new Skipped(index.name(), index.whyNotRebuilt())).toList(),
                leftovers);
    }
}
