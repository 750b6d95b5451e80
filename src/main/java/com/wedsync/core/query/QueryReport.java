package com.wedsync.core.query;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/database/queries}. */
public record QueryReport(
        @Schema(description = "clock of the service", examples = "2026-06-01T12:00:00Z") Instant timestamp,
        @Schema(description = "how much of the asked time was observed", examples = "3541") double windowSeconds,
        @Schema(description = "execution time of all statements in it", examples = "88521.4") double totalMs,
        @Schema(examples = "time") String order,
        @Schema(description = "why the list may be incomplete; null if nothing is known against it", examples = "the server threw out statements 3 times in the last minute: pg_stat_statements.max is too low") @Nullable String warning,
        List<QueryUse> queries) {
}
