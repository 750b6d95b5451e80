package com.wedsync.core.corefield;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a value that was written without having seen the one that is stored. */
public enum MergeRule {

    /** The later one stays. */
    @JsonProperty("last_write")
    LAST_WRITE,
    /** The greater one stays. */
    @JsonProperty("max")
    MAX,
    /** What either has added stays, what either has removed is gone. */
    @JsonProperty("union")
    UNION,
    /** Only a person can tell. */
    @JsonProperty("ask")
    ASK
}
