package com.wedsync.core.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLHandshakeException;

import com.wedsync.core.error.Unavailable;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
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
        return failure instanceof NoStackTraceThrowable || wasOnItsWay(failure)
                || (failure instanceof VertxException && !(failure instanceof DatabaseException));
    }

    static Throwable translated(Throwable failure) {
        return wasOnItsWay(failure) ? Unavailable.answerLost(failure) : Unavailable.noConnection(failure);
    }

    /** The statement had been sent, and may have been executed. */
    private static boolean wasOnItsWay(Throwable failure) {
        return failure instanceof ClosedConnectionException || (failure instanceof IOException && !couldNotConnect(failure));
    }

    private static boolean couldNotConnect(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException || failure instanceof SSLHandshakeException;
    }
}
