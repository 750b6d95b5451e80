package com.wedsync.core.health;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that deserves attention, with the line that it crossed. */
@Schema(description = "Something that deserves attention, with the line that it crossed.")
public record Finding(
        @Schema(description = "stable name", examples = "connection_utilization") String code,
        @Schema(examples = "warning") Status level,
        @Schema(examples = "Connections are 82.5 % used; warning from 75 %.") String message,
        @Schema(description = "null where there is nothing to measure, as with a backup that was never reported", examples = "82.5") @Nullable Double value,
        @Schema(examples = "75") double threshold) {
}
