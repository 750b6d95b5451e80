package com.wedsync.core.migration;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;

/** Tells a database that cannot be used right now from a fault of ours. */
final class Outage {

    private Outage() {
    }

    /** {@link Unavailable} if the database cannot be reached or refuses the log-in, else a fault. */
    static RuntimeException from(Exception trouble) {
        SQLException sql = sql(trouble);
        if (sql != null && isOutage(sql.getSQLState())) {
            return Unavailable.noConnection(sql);
        }
        return trouble instanceof RuntimeException fault ? fault : new IllegalStateException(trouble);
    }

    /** What PostgreSQL or the driver said. */
    static String reason(Unavailable outage) {
        Throwable cause = outage.getCause();
        return String.valueOf((cause == null ? outage : cause).getMessage());
    }

    /** The pool says that it got no connection in time without an SQLSTATE. */
    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState == null || sqlState.startsWith("08") || sqlState.startsWith("28") || sqlState.startsWith("53")
                || sqlState.startsWith("57P") || sqlState.equals("3D000");
    }

    private static @Nullable SQLException sql(Throwable trouble) {
        SQLException found = null;
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
