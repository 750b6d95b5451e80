package com.wedsync.core.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** What the first of a list of statements is first in. */
enum QueryOrder {

    /** Execution time in all: what costs the server most. */
    TIME(Comparator.comparingDouble(QueryUse::totalMs).reversed()),
    /** How often it ran. */
    CALLS(Comparator.comparingLong(QueryUse::calls).reversed()),
    /** Execution time of one call: what a caller waits for. */
    MEAN(Comparator.comparingDouble(QueryUse::meanMs).reversed()),
    /** Time that would not have been spent if it ran as it did in the weeks before. */
    REGRESSION(Comparator.comparingDouble(QueryUse::lostMs).reversed());

    private static final List<String> NAMES = Arrays.stream(values()).map(QueryOrder::json).toList();

    private final Comparator<QueryUse> comparator;

    QueryOrder(Comparator<QueryUse> comparator) {
        this.comparator = comparator;
    }

    static QueryOrder of(@Nullable String json) {
        return json == null ? TIME
                : Arrays.stream(values()).filter(order -> order.json().equals(json)).findFirst()
                        .orElseThrow(() -> new BadRequest(ProblemType.INVALID_REQUEST, "There is no such order.",
                                Map.of("allowed", NAMES)));
    }

    Comparator<QueryUse> comparator() {
        return comparator;
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
