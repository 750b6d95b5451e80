package com.wedsync.core.conductor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import com.wedsync.core.maintenance.Action;

/** What a table or index needs, the most urgent first. */
enum Reason {

    /** Ids so old that autovacuum is forced to work, whatever the hour, and writes will be refused in the end. */
    WRAPAROUND(Action.VACUUM_FREEZE),
    /** Ids that will be as old before long. */
    FREEZE_DEBT(Action.VACUUM_FREEZE),
    /** Dead rows to make room of, or inserted ones that were never looked at. */
    DEAD_ROWS(Action.VACUUM_ANALYZE),
    /** So much has changed that the planner is misled, or it knows nothing at all. */
    STALE_STATISTICS(Action.ANALYZE_TABLE),
    /** An index much larger than its entries need. */
    BLOATED_INDEX(Action.REINDEX_INDEX);

    private final Action action;

    Reason(Action action) {
        this.action = action;
    }

    /** What helps. */
    Action action() {
        return action;
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
