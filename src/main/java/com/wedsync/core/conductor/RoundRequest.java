package com.wedsync.core.conductor;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A round that somebody wants now. */
@Schema(name = "MaintenanceRoundRequest")
public record RoundRequest(
        @Schema(description = "how long it may take; 60 if left out", minimum = "1", maximum = "720", examples = "30") @Min(1) @Max(720) @Nullable Integer minutes,
        @Schema(description = "whether it only says what it would do; false if left out", examples = "true") @Nullable Boolean dryRun) {
}
