package com.wedsync.core.timeline;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** An entry of a couple's timeline. */
record TimelineEvent(
        UUID id,
        String title,
        @Nullable String description,
        @Nullable String location,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Schema(description = "The connected supplier who is responsible, and may change the event") @Nullable UUID supplierId,
        @Schema(description = "Counts the changes of this event; its entity tag") long version,
        Instant updatedAt) {

    static TimelineEvent from(Row row) {
        OffsetDateTime ends = row.getOffsetDateTime("ends_at");
        return new TimelineEvent(row.getUUID("id"), row.getString("title"), row.getString("description"),
                row.getString("location"),
                row.getOffsetDateTime("starts_at").toInstant(), ends == null ? null : ends.toInstant(),
                row.getUUID("supplier_id"),
                row.getLong("version"), row.getOffsetDateTime("updated_at").toInstant());
    }
}
