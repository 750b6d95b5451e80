package com.wedsync.core.secret;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.mutiny.sqlclient.Row;

/** A secret without its value. */
public record Secret(
        String name,
        @Schema(description = "Which of the service's keys it is encrypted with") String keyId,
        @Schema(description = "Counts the changes, also those of the key") long version,
        Instant createdAt,
        Instant updatedAt) {

    static Secret from(Row row) {
        return new Secret(row.getString("name"), row.getString("key_id"), row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("updated_at").toInstant());
    }
}
