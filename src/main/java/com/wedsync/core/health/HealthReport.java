package com.wedsync.core.health;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wedsync.core.database.PoolStatus;
import com.wedsync.core.database.Reachability;
import com.wedsync.core.metric.Connections;
import com.wedsync.core.metric.Performance;

/** The answer of {@code GET /api/database/health}: can the database be used, and how well is it. */
public record HealthReport(
        Serving status,
        @Schema(examples = "2026-06-01T12:00:00Z") Instant timestamp,
        Reachability database,
        @Schema(description = "the pool of the data plane") PoolStatus connectionPool,
        @Schema(description = "null when the database cannot be read; database.error says why") @Nullable Groups metrics) {

    /** Whether the database answers. */
    public enum Serving {
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("unhealthy")
        UNHEALTHY
    }

    /** The groups of the metrics that tell how well the database is. */
    public record Groups(Connections connections, Performance performance, Health health) {
    }
}
