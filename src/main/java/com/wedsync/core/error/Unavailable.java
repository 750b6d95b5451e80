package com.wedsync.core.error;

import java.util.Map;

/** The database, or room at it, is missing right now; trying again later is right: 503 with Retry-After. */
public final class Unavailable extends Failure {

    private Unavailable(ProblemType type, String detail, Throwable cause) {
        super(type, detail, Map.of());
        initCause(cause);
    }

    /** All connections are taken and the queue is full, or the wait was too long, or the server refuses connections. */
    public static Unavailable noConnection(Throwable cause) {
        return new Unavailable(ProblemType.NO_CONNECTION, "No database connection is free, or the database is not reachable.",
                cause);
    }

    /** The server accepted a statement and then fell silent. */
    public static Unavailable noAnswer(Throwable cause) {
        return new Unavailable(ProblemType.NO_ANSWER, "The database does not answer.", cause);
    }
}
