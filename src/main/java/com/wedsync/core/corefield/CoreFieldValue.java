package com.wedsync.core.corefield;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.vertx.mutiny.sqlclient.Row;

/** What a couple has said about a core field; the value is JSON and passed on as it is stored. */
public record CoreFieldValue(
        String key,
        @JsonRawValue @Schema(description = "A JSON value of the field's type", implementation = Object.class) String value,
        @Schema(description = "Grows with each change of this value; its entity tag") long version,
        @Schema(description = "The user who wrote it; null for the service itself") @Nullable UUID updatedBy,
        Instant updatedAt) {

    static CoreFieldValue from(Row row) {
        return new CoreFieldValue(row.getString("key"), row.getString("value"), row.getLong("version"),
                row.getUUID("updated_by"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
