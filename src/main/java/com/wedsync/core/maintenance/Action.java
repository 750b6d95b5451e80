package com.wedsync.core.maintenance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** What can be done to a table, or to all of them; the JSON names are the specification's. */
public enum Action {

    /** ANALYZE: what the planner knows of one table is collected anew. */
    ANALYZE_TABLE,
    /** REINDEX CONCURRENTLY: the indexes of one table are built anew, writers go on. */
    REINDEX_TABLE,
    /** ANALYZE of every table, one by one. */
    UPDATE_STATISTICS,
    /** VACUUM (ANALYZE): dead rows of one table make room, and its statistics are collected anew. */
    VACUUM_ANALYZE;

    private static final List<String> NAMES = Arrays.stream(values()).map(Action::json).toList();

    static Action of(@Nullable String json) {
        return Arrays.stream(values()).filter(action -> action.json().equals(json)).findFirst()
                .orElseThrow(() -> new BadRequest(ProblemType.INVALID_REQUEST,
                        json == null || json.isBlank() ? "The action is missing." : "There is no such action.",
                        Map.of("allowed", NAMES)));
    }

    /** Whether it is done to one table, which then must be named. */
    boolean needsTable() {
        return this != UPDATE_STATISTICS;
    }

    /** The name in JSON and in ops.maintenance_run. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
