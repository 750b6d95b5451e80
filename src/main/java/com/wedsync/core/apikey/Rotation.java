package com.wedsync.core.apikey;

import java.time.Duration;
import java.util.Objects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * How a key gives way to its successor.
 *
 * @param overlap how long the old token still works
 */
record Rotation(
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "duration", defaultValue = "PT24H", description = "How long the old token still works, an ISO 8601 duration up to P30D", examples = "PT48H") @DurationMin @DurationMax(days = 30) @Nullable Duration overlap) {

    static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);

    static Duration overlapOf(@Nullable Rotation rotation) {
        return rotation == null ? DEFAULT_OVERLAP : Objects.requireNonNullElse(rotation.overlap(), DEFAULT_OVERLAP);
    }
}
