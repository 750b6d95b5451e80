package com.wedsync.core.access;

import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Session;
import com.wedsync.core.database.SharedReads;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * The only way to the tenants' tables: every statement runs as a {@link Caller}, who is set for one transaction and gone with
 * it. Row level security decides what the caller sees.
 */
@ApplicationScoped
public class Tenancy {

    private static final String ENTER = "SELECT access.enter($1)";
    private static final String LOCK = "SELECT access.lock_tenant($1) AS revision";

    private final SharedReads reads;
    private final Database database;

    Tenancy(SharedReads reads, @App Database database) {
        this.reads = reads;
        this.database = database;
    }

    /**
     * Reads by one statement that calls a function which enters as its first argument, the quickest way there is:
     * {@code SELECT … FROM wedding.read_…($1, $2, …)}. The caller is {@code $1}, {@code values} begin at {@code $2}.
     */
    public Uni<RowSet<Row>> read(Caller caller, String sql, @Nullable Object... values) {
        @Nullable
        Object[] bound = new @Nullable Object[values.length + 1];
        bound[0] = caller.id();
        System.arraycopy(values, 0, bound, 1, values.length);
        return reads.query(sql, bound);
    }

    /** Reads by any statements, all of which see the same state of the database. */
    public <T> Uni<T> read(Caller caller, Function<Session, Uni<T>> work) {
        return database.with(session -> session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                entering -> entering.query(ENTER, caller.id()), work));
    }

    /** Changes what belongs to no tenant yet. */
    public <T> Uni<T> write(Caller caller, Function<Session, Uni<T>> work) {
        return database.with(session -> session.transaction("BEGIN", entering -> entering.query(ENTER, caller.id()), work));
    }

    /**
     * Changes data of one couple or supplier. Writers of a tenant come one after the other: what {@code work} reads is still
     * true
     * when it writes.
     *
     * @throws NotFound if there is no such tenant
     */
    public <T> Uni<T> write(Caller caller, UUID tenant, Function<Session, Uni<T>> work) {
        return write(caller, session -> session.query(LOCK, tenant)
                .invoke(locked -> {
                    if (locked.iterator().next().getLong("revision") == null) {
                        throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple or supplier.");
                    }
                })
                .chain(() -> work.apply(session)));
    }
}
