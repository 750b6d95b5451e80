package com.wedsync.core.error;

import org.jspecify.annotations.Nullable;

import io.vertx.pgclient.PgException;

/** What an SQLSTATE means to a client; the table stands in docs/errors.md. */
final class SqlStates {

    private SqlStates() {
    }

    /** Raised by our own functions, whose messages are made for clients and carry no values. */
    private static final String OWN = "WS";

    /**
     * The problem for {@code refusal}. The detail never repeats the server's own message: it may carry values of a row.
     */
    static Problem problem(PgException refusal) {
        String sqlState = refusal.getSqlState();
        if (sqlState != null && sqlState.startsWith(OWN)) {
            return own(sqlState, refusal.getErrorMessage() + ".").withCode(sqlState);
        }
        return problem(sqlState);
    }

    private static Problem own(String sqlState, String message) {
        return switch (sqlState) {
            case "WS403" -> Problem.of(ProblemType.NOT_ALLOWED, message);
            case "WS404" -> Problem.of(ProblemType.NOT_FOUND, message);
            case "WS409" -> Problem.of(ProblemType.CONFLICT, message);
            default -> Problem.of(ProblemType.UNPROCESSABLE, message);
        };
    }

    private static Problem problem(@Nullable String sqlState) {
        if (sqlState == null) {
            return Problem.of(ProblemType.INTERNAL, "The database refused a statement of the service.");
        }
        return classify(sqlState).withCode(sqlState);
    }

    private static Problem classify(String sqlState) {
        return switch (sqlState) {
            case "57014" -> Problem.of(ProblemType.STATEMENT_TIMEOUT, "The statement was ended by its time limit.");
            case "55P03" ->
                Problem.of(ProblemType.WRITE_UNDER_WAY, "Another change of the same data is still under way; try again.");
            case "23503", "23505", "40001", "40P01" -> Problem.of(ProblemType.CONFLICT,
                    "The change conflicts with another one; read again and retry.");
            case "25006" -> Problem.of(ProblemType.DATABASE_UNAVAILABLE, "The database takes no changes right now.");
            case "42501" -> Problem.of(ProblemType.NOT_PERMITTED_BY_DATABASE, "The database role may not do this.");
            default -> byClass(sqlState.substring(0, 2));
        };
    }

    private static Problem byClass(String sqlStateClass) {
        return switch (sqlStateClass) {
            case "08", "53", "57" -> Problem.of(ProblemType.DATABASE_UNAVAILABLE, "The database is not available right now.");
            case "22", "23" -> Problem.of(ProblemType.UNPROCESSABLE, "A value cannot be stored or used as given.");
            default -> Problem.of(ProblemType.INTERNAL, "The database refused a statement of the service.");
        };
    }
}
