package com.wedsync.core.conductor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why there is a round. */
enum Trigger {

    /** Its window is open. */
    WINDOW,
    /** Its window was missed. */
    CATCH_UP,
    /** Somebody asked for it. */
    MANUAL;

    static Trigger of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
