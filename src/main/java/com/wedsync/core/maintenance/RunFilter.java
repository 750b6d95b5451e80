package com.wedsync.core.maintenance;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** Which runs a page holds. */
public record RunFilter(@Nullable RunStatus status, @Nullable String table, @Nullable RunCursor after, int limit) {

    static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    /** Texts of the query string; JAX-RS would answer 404 to a number that is none. */
    static RunFilter of(@Nullable String status, @Nullable String table, @Nullable String cursor, @Nullable String limit) {
        return new RunFilter(status == null ? null : RunStatus.of(status), table,
                RunCursor.parse(cursor), limit(limit));
    }

    /** How many a page holds at most, from the text of the query string. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new BadRequest(ProblemType.INVALID_REQUEST, "limit is a number from 1 to " + MAX_LIMIT + ".");
    }
}
