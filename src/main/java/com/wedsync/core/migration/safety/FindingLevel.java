package com.wedsync.core.migration.safety;

import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a finding means for the script. */
@Schema(enumeration = { "error", "warning", "accepted" }, description = """
        `error`: the script must not be applied while an older version of the service runs, or locks a table for as long as it \
        is large; `warning`: look before it is applied; `accepted`: its author gave a reason for it""")
@RegisterForReflection
public enum FindingLevel {
    ERROR,
    WARNING,
    ACCEPTED;

    /** In JSON and on the command line. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
