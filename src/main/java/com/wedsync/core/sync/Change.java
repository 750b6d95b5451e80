package com.wedsync.core.sync;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.vertx.mutiny.sqlclient.Row;

/** A change of a couple's data. */
record Change(
        @Schema(description = "Where the reader stood before: who stands elsewhere has missed something and asks again from there") long after,
        @Schema(description = "Of the couple after this change; dense, from 1") long revision,
        @Schema(description = "Kind of thing", enumeration = {
                "connection", "core_field_value", "couple", "couple_member", "form_submission", "guest",
                "timeline_event" }) String entity,
        @Schema(description = "Its id; the key of a core field, the user of a member, the supplier of a connection") String entityId,
        @Schema(enumeration = {
                "insert", "update", "delete" }) String action,
        @Schema(description = "Fields that differ, but for version and updated_at; all of a new thing, none of one that is gone") List<String> changed,
        @Schema(description = "The whole thing after the change; null if it is gone", type = SchemaType.OBJECT) @JsonRawValue @Nullable String row,
        @Schema(description = "`user:<id>`, `key:<supplier>:<id>`, `service:<name>`, or `sql:<log-in>` for a writer outside the service") String actor,
        Instant at){

    static Change from(Row row) {
        return new Change(row.getLong("after"), row.getLong("revision"), row.getString("entity"), row.getString("entity_id"),
                row.getString("action"), List.of(row.getArrayOfStrings("changed")), row.getString("row"),
                row.getString("actor"), row.getOffsetDateTime("at").toInstant());
    }
}
