package com.wedsync.core.error;

import java.util.Map;

/** The database, room at it, or the key server is missing right now; trying again later is right: 503 with Retry-After. */
public final class Unavailable extends Failure {

    private Unavailable(ProblemType type, String detail, Throwable cause) {
        this(type, detail);
        initCause(cause);
    }

    private Unavailable(ProblemType type, String detail) {
        super(type, detail, Map.of());
    }

    /** The tables that the request needs may not be there yet. */
    public static Unavailable schemaPending(String reason) {
        return new Unavailable(ProblemType.SCHEMA_PENDING, "The schema is not up to date yet: " + reason + ".");
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

    /** The connection ended before the answer to a statement had arrived. */
    public static Unavailable answerLost(Throwable cause) {
        return new Unavailable(ProblemType.NO_ANSWER,
                "The connection to the database ended before its answer; whether the request was carried out is not known.",
                cause);
    }

    /** A token cannot be verified; who asks the server logs why, once for all callers. */
    public static Unavailable keyServer() {
        return new Unavailable(ProblemType.NO_KEYS, "The key server does not answer, so the token cannot be verified.");
    }

    /** A secret cannot be encrypted or decrypted; {@code reason} names keys by their ids only. */
    public static Unavailable secretKey(String reason) {
        return new Unavailable(ProblemType.SECRET_KEY_MISSING, reason);
    }

    /** The replica has as many streams open as it may have, or is about to stop; another one may have room. */
    public static Unavailable noStream(String reason) {
        return new Unavailable(ProblemType.NO_STREAM, reason);
    }
}
