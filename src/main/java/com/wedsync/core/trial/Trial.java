package com.wedsync.core.trial;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** An index on trial. */
@RegisterForReflection
@Schema(description = "An index on trial.")
public record Trial(
        UUID id,
        @Schema(examples = "missing_foreign_key_index:wedding.order.order_supplier_id_fkey") String adviceId,
        @Schema(examples = "wedding.order") String tableName,
        @Schema(examples = "wedding.order_supplier_id_idx") String indexName,
        @Schema(examples = "CREATE INDEX CONCURRENTLY order_supplier_id_idx ON wedding.order (supplier_id)") String statement,
        @Schema(examples = "observing") TrialStatus status,
        @Schema(examples = "operator") String requestedBy,
        Instant requestedAt,
        @Nullable Instant builtAt,
        @Nullable Instant finishedAt,
        @Schema(description = "once the statements were compared", implementation = Comparison.class) @Nullable Map<String, Object> comparison,
        @Schema(description = "why it failed", examples = "the server gave up waiting for a lock, three times") @Nullable String problem,
        @JsonIgnore long relation,
        @JsonIgnore @Nullable String otherTable) {

    static Trial from(Row row) {
        return new Trial(row.getUUID("id"), row.getString("advice_id"), row.getString("table_name"),
                row.getString("index_name"),
                row.getString("statement"), TrialStatus.of(row.getString("status")), row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(), instant(row, "built_at"), instant(row, "finished_at"),
                map(row.getJsonObject("comparison")), row.getString("problem"), row.getLong("relation"),
                row.getString("other_table"));
    }

    private static @Nullable Map<String, Object> map(@Nullable JsonObject json) {
        return json == null ? null : json.getMap();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
