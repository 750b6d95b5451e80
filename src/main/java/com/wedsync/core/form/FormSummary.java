package com.wedsync.core.form;

import java.time.Instant;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;

/** A form in its supplier's list. */
record FormSummary(UUID id, String title, String status, long version, Instant updatedAt) {

    static FormSummary from(Row row) {
        return new FormSummary(row.getUUID("id"), row.getString("title"), row.getString("status"), row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
