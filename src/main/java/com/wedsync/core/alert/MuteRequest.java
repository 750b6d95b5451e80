package com.wedsync.core.alert;

import java.time.Instant;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A window to come. */
@Schema(description = "A window in which nobody is told.")
record MuteRequest(
        @Schema(description = "name of the alert; left out for all", examples = "LongTransaction") @Nullable String rule,
        @Schema(description = "labels that the alert must have") @Nullable Map<String, String> labels,
        @Schema(description = "now, if left out", examples = "2026-06-01T22:00:00Z") @Nullable Instant startsAt,
        @Schema(examples = "2026-06-02T02:00:00Z") @NotNull(message = "the end is missing") Instant endsAt,
        @Schema(description = "why, for whoever wonders about the silence", examples = "yearly accounts run overnight") @NotBlank(message = "the reason is missing") @Size(max = 500) String comment) {
}
