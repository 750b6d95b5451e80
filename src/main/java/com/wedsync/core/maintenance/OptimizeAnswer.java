package com.wedsync.core.maintenance;

import java.time.Instant;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The frame of the specification around a result, or around a run that goes on. */
@RegisterForReflection
@Schema(description = "The specification's frame around a result, or around a run that goes on.")
public record OptimizeAnswer(
        @Schema(examples = "true") boolean success,
        Action action,
        @Schema(description = "as it was sent", examples = "guests") @Nullable String tableName,
        @Schema(description = "run_id and status; then what was done, or how far it is") Map<String, Object> result,
        Instant timestamp) {
}
