package com.wedsync.core.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wedsync.core.metric.Durability;

/** The health group of the specification's metrics; the worst finding gives the status. */
@Schema(description = "The worst finding gives the status.")
public record Health(
        @Schema(examples = "healthy") Status status,
        @Schema(description = "the findings as sentences, the worst first") List<String> issues,
        List<Finding> findings,
        @Schema(description = "when the newest reported backup ended", examples = "2026-06-01T02:10:00Z") @Nullable Instant lastBackup,
        @Schema(description = "the slowest standby", examples = "12") @Nullable Long replicationLagMs,
        @Schema(description = "for each value that is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {

    static Health of(List<Finding> findings, Durability durability) {
        Map<String, String> unknown = new TreeMap<>();
        put(unknown, "last_backup", durability.lastBackup().reason());
        put(unknown, "replication_lag_ms", durability.replicationLagMs().reason());
        return new Health(
                findings.stream().map(Finding::level).reduce(Status.HEALTHY, Status::worse),
                findings.stream().map(Finding::message).toList(),
                findings, durability.lastBackup().value(), durability.replicationLagMs().value(), unknown);
    }

    private static void put(Map<String, String> unknown, String name, @Nullable String reason) {
        if (reason != null) {
            unknown.put(name, reason);
        }
    }
}
