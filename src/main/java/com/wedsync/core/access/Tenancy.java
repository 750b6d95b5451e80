package com.wedsync.core.access;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.ForReads;
import com.wedsync.core.database.ForWrites;
import com.wedsync.core.database.Session;
import com.wedsync.core.database.SharedConnections;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;

/**
 * The only way to the tenants' tables: every statement runs as a {@link Caller}, who is set for one transaction and gone with
 * it. Row level security decides what the caller sees.
 */
@ApplicationScoped
public class Tenancy {

    private static final String ENTER = "SELECT access.enter($1)";
    private static final String ENTER_WITHIN = "SELECT access.enter($1), pg_catalog.set_config('statement_timeout', $2, true)";
    private static final String HOLD = "SELECT access.lock_tenant($1) AS revision";

    private final SharedConnections reads;
    private final SharedConnections writes;
    private final Database database;

    Tenancy(@ForReads SharedConnections reads, @ForWrites SharedConnections writes, @App Database database) {
        this.reads = reads;
        this.writes = writes;
        this.database = database;
    }

    /**
     * Reads by one statement that calls a function which enters as its first argument, the quickest way there is:
     * {@code SELECT … FROM wedding.read_…($1, $2, …)}. The caller is {@code $1}, {@code values} begin at {@code $2}.
     */
    public Uni<RowSet<Row>> read(Caller caller, String sql, @Nullable Object... values) {
        return reads.query(sql, entering(caller, values));
    }

    /** Reads by any statements, all of which see the same state of the database. */
    public <T> Uni<T> read(Caller caller, Function<Session, Uni<T>> work) {
        return database.with(session -> session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                entering -> enter(entering, caller), work));
    }

    /**
     * Changes data by one statement that is a transaction by itself, the quickest way there is:
     * {@code SELECT wedding.replace_…($1, $2, …)}. Its function enters as in {@link #read(Caller, String, Object...)}, waits
     * for no other writer of the tenant, and does all or nothing.
     *
     * @return its row; empty if somebody outside the service holds what it would have changed
     */
    public Uni<Optional<Row>> write(Caller caller, String sql, @Nullable Object... values) {
        return writes.query(sql, entering(caller, values)).map(rows -> Optional.of(rows.iterator().next()))
                .onFailure(Tenancy::isHeld).recoverWithItem(Optional.<Row> empty());
    }

    /** Changes data in one transaction. */
    public <T> Uni<T> write(Caller caller, Function<Session, Uni<T>> work) {
        return database.with(session -> session.transaction("BEGIN", entering -> enter(entering, caller), work))
                .onFailure(Tenancy::isRefused).transform(refused -> new Forbidden(ProblemType.NOT_ALLOWED,
                        "The caller may see this and not change it."));
    }

    private static @Nullable Object[] entering(Caller caller, @Nullable Object[] values) {
        @Nullable
        Object[] bound = new @Nullable Object[values.length + 1];
        bound[0] = caller.id();
        System.arraycopy(values, 0, bound, 1, values.length);
        return bound;
    }

    /** The time that the request has left is the time that its statements may take. */
    private static Uni<?> enter(Session session, Caller caller) {
        Duration remaining = Deadline.remaining();
        return remaining == null ? session.query(ENTER, caller.id())
                : session.query(ENTER_WITHIN, caller.id(), Long.toString(remaining.toMillis()));
    }

    /**
     * Lets go on who manages members, API keys and secrets of a supplier: its owners and administrators, and the service role.
     *
     * @throws Forbidden for anybody else
     */
    public Uni<Void> requireAdministrator(Session session, UUID supplier) {
        return session.query("SELECT access.administers($1) AS administers", supplier).invoke(rows -> {
            if (!rows.iterator().next().getBoolean("administers")) {
                throw notAdministered();
            }
        }).replaceWithVoid();
    }

    /** What {@link #requireAdministrator} throws, for reads that find it out themselves. */
    public static Forbidden notAdministered() {
        return new Forbidden(ProblemType.NOT_ALLOWED, "Only owners and administrators of the supplier may do this.");
    }

    /** Row level security, or a missing right, as PostgreSQL reports both. */
    private static boolean isRefused(Throwable failure) {
        return has(failure, "42501");
    }

    /** Somebody outside the service has a row that is to be changed. */
    private static boolean isHeld(Throwable failure) {
        return has(failure, "55P03");
    }

    private static boolean has(Throwable failure, String sqlState) {
        return failure instanceof PgException refusal && sqlState.equals(refusal.getSqlState());
    }

    /**
     * Makes the transaction of {@code session} the only writer of a couple or supplier until it ends: what it reads is still
     * true when it writes.
     *
     * @throws NotFound if there is no such tenant, or the caller has nothing to do with it
     */
    public Uni<Void> hold(Session session, UUID tenant) {
        return session.query(HOLD, tenant).invoke(held -> {
            if (held.iterator().next().getLong("revision") == null) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple or supplier.");
            }
        }).replaceWithVoid();
    }
}
