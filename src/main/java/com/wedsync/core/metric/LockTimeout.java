package com.wedsync.core.metric;

import io.vertx.pgclient.PgException;

/** PostgreSQL's refusal to wait any longer for a lock: what stands behind it is unknown for now, not broken. */
final class LockTimeout {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LockTimeout() {
    }

    static boolean is(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
    }

    /** A number of {@code table} while somebody else has it to himself. */
    static <T> Measured<T> unknown(String table) {
        return Measured.unknown(table + " is locked exclusively by another session");
    }
}
