package com.wedsync.core.trail;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** Who changed what of a couple or supplier. */
record TrailEntry(
        @Schema(description = "Dense, from 1") long sequence,
        @Schema(description = "Of the couple or supplier after this change") long revision,
        Instant at,
        @Schema(description = "`user:<id>`, `key:<supplier>:<id>`, `service:<name>`, or `sql:<log-in>` for a writer outside the service") String actor,
        @Schema(enumeration = {
                "insert", "update", "delete" }) String action,
        @Schema(description = "Kind of thing, such as guest") String entity,
        @Schema(description = "Its id, or the key of a core field") String entityId,
        @Schema(description = "For each changed field `from` and `to`, or `masked`") Map<String, Object> changes,
        @Schema(description = "SHA-256 over the entry before and this one; who keeps the newest elsewhere can prove the trail later") String hash){

    static TrailEntry from(Row row) {
        return new TrailEntry(row.getLong("sequence"), row.getLong("revision"), row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"), row.getString("action"), row.getString("entity"), row.getString("entity_id"),
                Objects.requireNonNull((JsonObject) row.getValue("changes")).getMap(), row.getString("hash"));
    }
}
