package com.wedsync.core.database;

import com.wedsync.core.error.Unavailable;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;

/** Tells a lost connection from a refused statement. */
final class Lost {

    private Lost() {
    }

    /**
     * Whether {@code failure} is how the driver reports a connection that ended: before the statement was sent, after, or a
     * queue that is full. What PostgreSQL refused is a {@code DatabaseException}.
     */
    static boolean is(Throwable failure) {
        return failure instanceof NoStackTraceThrowable
                || (failure instanceof VertxException && !(failure instanceof DatabaseException));
    }

    static Throwable translated(Throwable failure) {
        return Unavailable.noConnection(failure);
    }
}
