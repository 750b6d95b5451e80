package com.wedsync.core.trial;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a trial is. */
public enum TrialStatus {

    BUILDING,
    OBSERVING,
    KEPT,
    UNDO_RECOMMENDED,
    UNDONE,
    FAILED;

    static TrialStatus of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }

    /** The name in JSON and in ops.index_trial. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
