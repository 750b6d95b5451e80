package com.wedsync.core.capacity;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /api/database/capacity}. */
public record CapacityReport(
        @Schema(description = "clock of the service", examples = "2026-06-01T12:00:00Z") Instant timestamp,
        @Schema(description = "the first to be full first, those not known last") List<Forecast> forecasts) {
}
