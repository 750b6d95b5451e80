package com.wedsync.core.error;

import org.jspecify.annotations.Nullable;

/** What an SQLSTATE means to a client; the table stands in docs/errors.md. */
final class SqlStates {

    private SqlStates() {
    }

    /**
     * The problem for {@code sqlState}. The detail never repeats the server's message: it may carry values of a row.
     */
    static Problem problem(@Nullable String sqlState) {
        if (sqlState == null) {
            return Problem.of(ProblemType.INTERNAL, "The database refused a statement of the service.");
        }
        return classify(sqlState).withCode(sqlState);
    }

    private static Problem classify(String sqlState) {
        return switch (sqlState) {
            case "57014" -> Problem.of(ProblemType.STATEMENT_TIMEOUT, "The statement was ended by its time limit.");
            case "23503", "23505", "40001", "40P01", "55P03" -> Problem.of(ProblemType.CONFLICT,
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
