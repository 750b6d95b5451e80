package com.wedsync.core.history;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /api/database/history}. */
public record HistoryReport(
        @Schema(examples = "wedsync_wal_bytes_per_second") String metric,
        @Schema(examples = "bytes/s") String unit,
        @Schema(examples = "WAL written") String meaning,
        @Schema(examples = "2026-05-31T12:00:00Z") Instant from,
        @Schema(examples = "2026-06-01T12:00:00Z") Instant to,
        @Schema(description = "length of a step", examples = "300") long stepSeconds,
        @Schema(description = "at most fifty") List<Series> series) {
}
