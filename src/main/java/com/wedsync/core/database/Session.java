package com.wedsync.core.database;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** One connection for the length of one piece of work; every statement has a deadline and is watched. */
public final class Session {

    private final SqlConnection connection;
    private final StatementWatch watch;
    private final StatementWatch longWatch;
    private volatile @Nullable Throwable doom;

    Session(SqlConnection connection, StatementWatch watch) {
        this(connection, watch, watch);
    }

    /** @param longWatch of statements that are known to take long */
    Session(SqlConnection connection, StatementWatch watch, StatementWatch longWatch) {
        this.connection = connection;
        this.watch = watch;
        this.longWatch = longWatch;
    }

    /** Runs one statement; each {@code $n} of {@code sql} is bound to {@code values[n-1]}. */
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return bounded(watch, sql, connection.preparedQuery(sql).execute(Tuple.wrap(values.clone())));
    }

    /**
     * Runs one statement without preparing it: utility commands such as SET, BEGIN or LOCK, which cannot be, and what is asked
     * once and without values, for which this takes one round trip instead of two.
     */
    public Uni<RowSet<Row>> command(String sql) {
        return bounded(watch, sql, connection.query(sql).execute());
    }

    /** The same for what may take hours on one of the {@link DedicatedConnections}: VACUUM, ANALYZE, REINDEX. */
    public Uni<RowSet<Row>> longCommand(String sql) {
        return bounded(longWatch, sql, connection.query(sql).execute());
    }

    /** The server process behind this connection. */
    public int backendPid() {
        return ((io.vertx.pgclient.PgConnection) connection.getDelegate()).processId();
    }

    /**
     * Runs {@code work} in one transaction of this connection: committed if all of it succeeded, else rolled back.
     *
     * <p>
     * A statement that fails dooms the transaction, also if {@code work} recovers from the failure: the server would answer
     * its COMMIT with ROLLBACK, which looks like a success. So the failure is the result then. (There are no savepoints.)
     */
    public <T> Uni<T> transaction(Function<Session, Uni<T>> work) {
        return begin("BEGIN")
                .chain(() -> work.apply(this))
                .chain(this::unlessDoomed)
                .onFailure().call(() -> command("ROLLBACK").onFailure().recoverWithNull())
                .call(() -> command("COMMIT"));
    }

    /**
     * Like {@link #transaction(Function)}, with {@code entry} sent right behind BEGIN and the first statement of {@code work}
     * right behind that, without waiting for answers. COMMIT is sent when all have answered: one that was on its way already
     * would commit what is left when a statement fails before it reaches the server.
     */
    public <T> Uni<T> transaction(String begin, Function<Session, Uni<?>> entry, Function<Session, Uni<T>> work) {
        return behind(begin(begin), () -> behind(entry.apply(this), () -> work.apply(this)))
                .chain(this::unlessDoomed)
                .onFailure().call(() -> command("ROLLBACK").onFailure().recoverWithNull())
                .call(() -> command("COMMIT"));
    }

    /**
     * Sends the first statement of {@code next} right behind {@code first}, without waiting for its answer; the result when
     * both have succeeded, else the failure of the first that failed.
     */
    public <T> Uni<T> behind(Uni<?> first, Supplier<Uni<? extends T>> next) {
        return Uni.combine().all().unis(first, Uni.createFrom().deferred(next))
                .collectFailures()
                .with((answered, result) -> result)
                .onFailure(CompositeException.class)
                .transform(failures -> ((CompositeException) failures).getCauses().getFirst());
    }

    private Uni<RowSet<Row>> begin(String command) {
        return Uni.createFrom().deferred(() -> {
            doom = null;
            return command(command);
        });
    }

    private <T> Uni<T> unlessDoomed(T result) {
        Throwable hidden = doom;
        return hidden == null ? Uni.createFrom().item(result) : Uni.createFrom().failure(hidden);
    }

    private Uni<RowSet<Row>> bounded(StatementWatch watch, String sql, Uni<RowSet<Row>> execution) {
        return Uni.createFrom().deferred(() -> {
            StatementWatch.Timing timing = watch.start(sql);
            return execution
                    .ifNoItem().after(watch.deadline()).fail()
                    .onFailure(TimeoutException.class).recoverWithUni(this::abandon)
                    .onFailure(Lost::is).transform(Lost::translated)
                    .onFailure().invoke(failure -> doom = failure)
                    .onTermination().invoke(timing::stop);
        });
    }

    /** A server that does not answer in time may answer later: its connection must not serve anybody else. */
    private Uni<RowSet<Row>> abandon(Throwable silence) {
        return HungConnection.drop(connection)
                .onItem().transformToUni(dropped -> Uni.createFrom().failure(Unavailable.noAnswer(silence)));
    }
}
