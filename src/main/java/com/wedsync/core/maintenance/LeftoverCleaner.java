package com.wedsync.core.maintenance;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Drops the invalid indexes that an interrupted REINDEX CONCURRENTLY left behind: they cost every write and serve no read.
 *
 * <p>
 * The index that a REINDEX in progress is building looks the same. The table's lock keeps ours away; somebody else's makes
 * the drop give up, after two seconds, on the table's own lock.
 */
@Singleton
class LeftoverCleaner {

    private final Database database;
    private final IndexRepository indexes;
    private final LockRepository locks;

    LeftoverCleaner(@Ops Database database, IndexRepository indexes, LockRepository locks) {
        this.database = database;
        this.indexes = indexes;
        this.locks = locks;
    }

    /** For a session that has the table's lock. */
    Uni<Leftovers> clean(Session session, long relation) {
        return indexes.indexes(session, relation)
                .chain(all -> drop(all, leftover -> indexes.dropLeftover(session, leftover).replaceWith(true)));
    }

    /** For everybody else: does nothing while somebody has the table's lock. */
    Uni<Leftovers> clean(long relation) {
        return database.with(session -> indexes.indexes(session, relation))
                .chain(all -> drop(all,
                        leftover -> database.transaction(session -> dropIfFree(session, relation, leftover))));
    }

    private Uni<Boolean> dropIfFree(Session session, long relation, Index leftover) {
        return locks.tryLockInTransaction(session, relation)
                .chain(locked -> locked ? indexes.dropLeftover(session, leftover).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private static Uni<Leftovers> drop(List<Index> all, Function<Index, Uni<Boolean>> drop) {
        return Multi.createFrom().iterable(all)
                .filter(Index::leftover)
                .onItem().transformToUniAndConcatenate(leftover -> dropOne(leftover, drop))
                .collect().asList()
                .map(ends -> ends.stream().reduce(Leftovers.NONE, Leftovers::and));
    }

    private static Uni<Leftovers> dropOne(Index leftover, Function<Index, Uni<Boolean>> drop) {
        return drop.apply(leftover)
                .map(dropped -> dropped ? new Leftovers(List.of(leftover.name()), List.of())
                        : kept(leftover, "maintenance of its table is running"))
                .onFailure().recoverWithItem(failure -> kept(leftover, Problem.of(failure).detail()));
    }

    private static Leftovers kept(Index leftover, String reason) {
        return new Leftovers(List.of(), List.of(new Skipped(leftover.name(), reason)));
    }
}
