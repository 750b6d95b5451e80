package com.wedsync.core.metric;

import java.util.Set;

import io.vertx.pgclient.PgException;

/** Why a table of the service's own cannot be read for now: what it would tell is unknown, and that is not a fault. */
final class OwnTable {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Undefined table, undefined schema, and no grants yet: the migrations that make them have not run. */
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "3F000", "42501");

    private OwnTable() {
    }

    static boolean isLocked(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    static boolean isUnreadable(Throwable failure) {
        return isLocked(failure)
                || (failure instanceof PgException refusal && NOT_MIGRATED.contains(refusal.getSqlState()));
    }

    /** What {@code table} would have told, given the {@code failure} to read it. */
    static <T> Measured<T> unknown(String table, Throwable failure) {
        return Measured.unknown(table + (isLocked(failure) ? " is locked exclusively by another session"
                : " does not exist yet: migrations are pending"));
    }
}
