package com.wedsync.core.alert;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon somebody has to act: in working hours, or now. */
enum Severity {

    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL;

    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
