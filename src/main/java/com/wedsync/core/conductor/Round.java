package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.wedsync.core.maintenance.MaintenanceRun;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** A round of maintenance, or a window that had none. */
@RegisterForReflection
@Schema(name = "MaintenanceRound", description = "A round of maintenance, or a window that had none.")
public record Round(
        UUID id,
        @Schema(implementation = String.class, enumeration = {
                "window", "catch_up", "manual" }) Trigger trigger,
        @Schema(implementation = String.class, enumeration = {
                "requested", "running", "yielding", "completed", "stopped", "failed", "interrupted",
                "missed" }) RoundState state,
        @Schema(description = "whether it only says what it would do", examples = "false") boolean dryRun,
        @Schema(examples = "core-database") String requestedBy,
        Instant requestedAt,
        @Schema(description = "null for a round that somebody asked for") @Nullable Instant windowOpenedAt,
        @Nullable Instant startedAt,
        @Schema(description = "when it stops at the latest; null until it has started") @Nullable Instant endsBy,
        @Nullable Instant endedAt,
        @Schema(description = "the process of the service that conducts it", examples = "core-database-0/1") @Nullable String instance,
        @Schema(description = "why it yields or has ended", examples = "nothing is left to do") @Nullable String reason,
        @Schema(description = "how often it gave way to load", examples = "0") int yields,
        @Schema(description = "what was to be done when it started", implementation = Plan.class) @Nullable Map<String, Object> plan,
        @Schema(description = "what was done, in this order") List<MaintenanceRun> steps,
        @JsonIgnore @Schema(hidden = true) Duration length){

    static Round from(Row row) {
        JsonObject plan = row.getJsonObject("plan");
        return new Round(row.getUUID("id"), Trigger.of(row.getString("trigger")), RoundState.of(row.getString("state")),
                row.getBoolean("dry_run"), row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(), instant(row, "window_opened_at"), instant(row, "started_at"),
                instant(row, "ends_by"), instant(row, "ended_at"), row.getString("instance"), row.getString("reason"),
                row.getInteger("yields"), plan == null ? null : plan.getMap(), List.of(),
                Duration.ofMillis(row.getLong("length_ms")));
    }

    Round with(List<MaintenanceRun> runs) {
        return new Round(id, trigger, state, dryRun, requestedBy, requestedAt, windowOpenedAt, startedAt, endsBy, endedAt,
                instance, reason, yields, plan, runs, length);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
