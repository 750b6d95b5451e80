package com.wedsync.core.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well the database is; in the order of badness. */
public enum Status {

    @JsonProperty("healthy")
    HEALTHY,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL;

    /** The worse of the two: a later, milder finding never hides an earlier one. */
    Status worse(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
