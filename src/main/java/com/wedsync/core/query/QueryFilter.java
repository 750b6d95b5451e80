package com.wedsync.core.query;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** Which statements are listed, of how many hours. */
record QueryFilter(QueryOrder order, int hours, int limit) {

    private static final int MAX_HOURS = 720;
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    /** Texts of the query string; JAX-RS would answer 404 to a number that is none. */
    static QueryFilter of(@Nullable String order, @Nullable String hours, @Nullable String limit) {
        return new QueryFilter(QueryOrder.of(order), number("hours", hours, 1, MAX_HOURS),
                number("limit", limit, DEFAULT_LIMIT, MAX_LIMIT));
    }

    private static int number(String name, @Nullable String text, int otherwise, int max) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new BadRequest(ProblemType.INVALID_REQUEST, name + " is a number from 1 to " + max + ".");
    }
}
