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
    /** REINDEX INDEX CONCURRENTLY: one index of a table is built anew; the conductor's, nobody asks for it. */
    REINDEX_INDEX,

    /** ANALYZE of every table, one by one. */
    UPDATE_STATISTICS,
    /** VACUUM (ANALYZE): dead rows of one table make room, and its statistics are collected anew. */
    VACUUM_ANALYZE,

    /** VACUUM (FREEZE, ANALYZE): the same, and no row of the table has an old transaction id any more. */
    VACUUM_FREEZE;

    private static final List<String> NAMES = Arrays.stream(values()).map(Action::json).toList();
    private static final List<String> REQUESTABLE = Arrays.stream(values()).filter(Action::isRequestable).map(Action::json)
            .toList();

    /** What is on record. */
    static Action recorded(String json) {
        return values()[NAMES.indexOf(json)];
    }

    /** What somebody asks for. */
    static Action requested(@Nullable String json) {
        return Arrays.stream(values()).filter(action -> action.isRequestable() && action.json().equals(json)).findFirst()
                .orElseThrow(() -> new BadRequest(ProblemType.INVALID_REQUEST,
                        json == null || json.isBlank() ? "The action is missing." : "There is no such action.",
                        Map.of("allowed", REQUESTABLE)));
    }

    private boolean isRequestable() {
        return this != REINDEX_INDEX;
    }

    /** Whether it builds indexes anew, and may leave half-built ones behind. */
    boolean isReindex() {
        return this == REINDEX_TABLE || this == REINDEX_INDEX;
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
