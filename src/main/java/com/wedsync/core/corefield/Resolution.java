package com.wedsync.core.corefield;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of a value that somebody wrote. */
@RegisterForReflection
public enum Resolution {

    /** It is stored. */
    @JsonProperty("written")
    WRITTEN,
    /** It and the value before are stored as one. */
    @JsonProperty("merged")
    MERGED,
    /** The value before stays: the rule prefers it. */
    @JsonProperty("kept")
    KEPT,
    /** It was stored already. */
    @JsonProperty("unchanged")
    UNCHANGED
}
