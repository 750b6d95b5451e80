package com.wedsync.core.database;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;

import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Pool;

/**
 * One log-in's bounded way to PostgreSQL.
 *
 * <p>
 * Work runs to its end once it has a connection, also when the caller has gone, so that no connection is ever lost; who
 * waits too long for one gets {@link Unavailable}.
 */
public final class Database {

    private final Pool pool;
    private final int maxSize;
    private final StatementWatch watch;
    private final Timer acquisition;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger inUse = new AtomicInteger();

    Database(Pool pool, int maxSize, StatementWatch watch, Timer acquisition) {
        this.pool = pool;
        this.maxSize = maxSize;
        this.watch = watch;
        this.acquisition = acquisition;
    }

    /** Runs one statement; each {@code $n} of {@code sql} is bound to {@code values[n-1]}. */
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return with(session -> session.query(sql, values));
    }

    /** Runs {@code work} with a connection of its own, each statement its own transaction. */
    public <T> Uni<T> with(Function<Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> UniHelper.toUni(acquire(work)));
    }

    /** Runs {@code work} in one transaction: committed if all of it succeeded, else rolled back. */
    public <T> Uni<T> transaction(Function<Session, Uni<T>> work) {
        return with(session -> session.transaction(work));
    }

    /** Runs the statements in order on one connection and forgets their rows. */
    public Uni<Void> run(List<String> statements) {
        return with(session -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (String statement : statements) {
                all = all.chain(() -> session.query(statement)).replaceWithVoid();
            }
            return all;
        });
    }

    /** The pool as it is now. */
    public PoolStatus status() {
        int busy = inUse.get();
        int total = Math.max(pool.size(), busy);
        return new PoolStatus(total, total - busy, waiting.get(), maxSize);
    }

    private <T> Future<T> acquire(Function<Session, Uni<T>> work) {
        AtomicBoolean queued = new AtomicBoolean(true);
        waiting.incrementAndGet();
        long asked = System.nanoTime();
        return pool.withConnection(connection -> {
            leaveQueue(queued);
            acquisition.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
            inUse.incrementAndGet();
            Session session = new Session(SqlConnection.newInstance(connection), watch);
            return UniHelper.toFuture(Uni.createFrom().deferred(() -> work.apply(session)))
                    .onComplete(done -> inUse.decrementAndGet());
        }).recover(failure -> Future.failedFuture(queued.get() ? Unavailable.noConnection(failure) : failure))
                .onComplete(done -> leaveQueue(queued));
    }

    private void leaveQueue(AtomicBoolean queued) {
        if (queued.compareAndSet(true, false)) {
            waiting.decrementAndGet();
        }
    }
}
