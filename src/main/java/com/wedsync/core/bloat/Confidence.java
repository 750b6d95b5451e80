package com.wedsync.core.bloat;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far an estimate may be relied on. */
public enum Confidence {

    /** Much was changed since the statistics were collected. */
    LOW,
    /** Something was changed since, or the estimate has assumptions of its own, as that of an index. */
    MEDIUM,
    /** The statistics are fresh. */
    HIGH;

    /** The name in JSON. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
