package com.wedsync.core.maintenance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Something that was left as it was. */
@RegisterForReflection
@Schema(description = "Something that was left as it was.")
public record Skipped(
        @Schema(description = "the table or index", examples = "wedding.guest") String name,
        @Schema(examples = "it is locked by another session") String reason) {
}
