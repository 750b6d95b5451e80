package com.wedsync.core.advice;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /api/database/advice}. */
public record AdviceReport(
        @Schema(description = "clock of the service", examples = "2026-06-01T12:00:00Z") Instant timestamp,
        @Schema(description = "the most urgent first") List<Advice> advice,
        @Schema(description = "what could not be asked for now, and why", examples = "policies: a table is locked exclusively by another session") List<String> leftOut) {
}
