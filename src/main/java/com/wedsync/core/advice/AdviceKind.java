package com.wedsync.core.advice;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an advice is about, the most urgent first. */
public enum AdviceKind {

    /** An index that costs writes and serves no read. */
    INVALID_INDEX,
    /** A policy that protects nothing. */
    POLICY_NOT_IN_FORCE,
    /** A policy that asks the same of each row. */
    POLICY_ASKS_EACH_ROW,
    /** A foreign key whose parent cannot be deleted quickly. */
    MISSING_FOREIGN_KEY_INDEX,
    /** A large table that is read from end to end, often. */
    SEQUENTIAL_SCANS,
    /** An index that can only do what another does as well. */
    DUPLICATE_INDEX,
    /** An index that nobody uses. */
    UNUSED_INDEX,
    /** A B-tree much larger than what is in it. */
    BLOATED_INDEX,
    /** A table much larger than its rows. */
    BLOATED_TABLE,
    /** A planner that goes by old numbers. */
    STALE_STATISTICS,
    /** Checkpoints forced by WAL. */
    FREQUENT_CHECKPOINTS,
    /** Statements thrown out of pg_stat_statements. */
    EVICTED_STATEMENTS;

    /** The name in JSON. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
