package com.wedsync.core.maintenance;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** A request for maintenance, and what became of it. */
@Schema(description = "A request for maintenance, and what became of it.")
public record MaintenanceRun(
        UUID id,
        Action action,
        @Schema(description = "qualified and quoted; null for all tables", examples = "wedding.guest") @Nullable String tableName,
        @Schema(description = "of reindex_index, qualified and quoted", examples = "null") @Nullable String indexName,
        RunStatus status,
        @Schema(examples = "operator") String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Schema(description = "the process of the service that runs or ran it", examples = "core-database-0/1") @Nullable String instance,
        @Schema(description = "the PostgreSQL backend that runs or ran it", examples = "4711") @Nullable Integer backendPid,
        @Schema(description = "while queued or running") @Nullable Progress progress,
        @Schema(description = "once succeeded", oneOf = {
                RunResult.OfTable.class, RunResult.OfIndexes.class,
                RunResult.OfAllTables.class }) @Nullable Map<String, Object> result,
        @Schema(description = "why it failed or was interrupted, a problem detail") @Nullable Map<String, Object> problem,
        @Schema(description = "why the conductor has it run; null for what was asked for") @Nullable Occasion occasion,
        @JsonIgnore @Schema(hidden = true) long relation,
        @JsonIgnore @Schema(hidden = true) @Nullable Long index){

    static MaintenanceRun from(Row row) {
        return new MaintenanceRun(row.getUUID("id"), Action.recorded(row.getString("action")), row.getString("table_name"),
                row.getString("index_name"),
                RunStatus.of(row.getString("status")), row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(), instant(row, "started_at"),
                instant(row, "finished_at"), row.getString("instance"), row.getInteger("backend_pid"), null,
                map(row.getJsonObject("result")), map(row.getJsonObject("problem")), Occasion.from(row),
                row.getLong("relation"), row.getLong("index"));
    }

    MaintenanceRun with(Map<Integer, Progress> progressOfBackends) {
        Progress current = switch (status) {
            case QUEUED -> Progress.queued();
            case RUNNING -> progressOfBackends.getOrDefault(Objects.requireNonNullElse(backendPid, 0), Progress.gone());
            default -> null;
        };
        return new MaintenanceRun(id, action, tableName, indexName, status, requestedBy, requestedAt, startedAt, finishedAt,
                instance,
                backendPid, current, result, problem, occasion, relation, index);
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Map<String, Object> map(@Nullable JsonObject json) {
        return json == null ? null : json.getMap();
    }
}
