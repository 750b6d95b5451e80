package com.wedsync.core.conductor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a round is; see the package for the way through them. */
enum RoundState {

    REQUESTED,
    RUNNING,
    YIELDING,
    COMPLETED,
    STOPPED,
    FAILED,
    INTERRUPTED,
    MISSED;

    static RoundState of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
