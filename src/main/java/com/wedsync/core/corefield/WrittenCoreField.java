package com.wedsync.core.corefield;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The stored value of a core field after a write, and how it came about. */
@RegisterForReflection
public record WrittenCoreField(
        String key,
        @JsonRawValue @Schema(implementation = Object.class) String value,
        long version,
        Resolution resolution) {

    static WrittenCoreField of(CoreFieldValue stored, Resolution resolution) {
        return new WrittenCoreField(stored.key(), stored.value(), stored.version(), resolution);
    }
}
