package com.wedsync.core.pool;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.wedsync.core.database.PoolStatus;

/** The answer of {@code GET /api/database/pool}. */
public record PoolReport(
        @Schema(description = "the data plane's pool") Use app,
        @Schema(description = "the operations plane's pool") Use ops,
        @Schema(examples = "2026-06-01T12:00:00Z") Instant timestamp) {

    /** A pool and how much of it is used; utilisation alone hides exhaustion, so the waiting requests stand beside it. */
    public record Use(
            @Schema(examples = "4") int totalConnections,
            @Schema(examples = "3") int idleConnections,
            @Schema(examples = "0") int waitingRequests,
            @Schema(examples = "16") int maxConnections,
            @Schema(description = "connections in use over the maximum", examples = "6.3") double utilizationPercent) {

        public static Use of(PoolStatus status) {
            return new Use(status.totalConnections(), status.idleConnections(), status.waitingRequests(),
                    status.maxConnections(), Math.round(status.utilizationPercent() * 10) / 10.0);
        }
    }
}
