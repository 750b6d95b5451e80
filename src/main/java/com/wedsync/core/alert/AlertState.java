package com.wedsync.core.alert;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an alert is; see the picture in package-info. */
enum AlertState {

    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("firing")
    FIRING,
    @JsonProperty("resolved")
    RESOLVED;

    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlertState of(String json) {
        return valueOf(json.toUpperCase(Locale.ROOT));
    }
}
