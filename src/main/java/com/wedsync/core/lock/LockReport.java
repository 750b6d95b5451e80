package com.wedsync.core.lock;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /api/database/locks}. */
public record LockReport(
        @Schema(description = "clock of the service", examples = "2026-06-01T12:00:00Z") Instant timestamp,
        @Schema(description = "sessions that wait for a lock now", examples = "3") int blockedSessions,
        @Schema(description = "those that wait for nobody and keep others waiting, the one with the most waiting time behind it first") List<LockNode> roots) {
}
