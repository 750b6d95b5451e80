package com.wedsync.core.health;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /api/database/metrics}. */
public record MetricsReport(
        @Schema(examples = "true") boolean success,
        DatabaseMetrics data,
        @Schema(description = "when the database was read, by its own clock", examples = "2026-06-01T12:00:00Z") Instant timestamp) {
}
