package com.wedsync.core.form;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** A submission in the list of the supplier that it was made to. */
record SubmissionSummary(
        UUID id,
        UUID coupleId,
        @Schema(description = "Null for an API key that may not read couples") @Nullable String coupleName,
        UUID formId,
        long formVersion,
        @Schema(enumeration = {
                "submitted", "reviewed" }) String status,
        Instant submittedAt,
        long version){

    static SubmissionSummary from(Row row) {
        return new SubmissionSummary(row.getUUID("id"), row.getUUID("couple_id"), row.getString("couple_name"),
                row.getUUID("form_id"),
                row.getLong("form_version"), row.getString("status"), row.getOffsetDateTime("submitted_at").toInstant(),
                row.getLong("version"));
    }
}
