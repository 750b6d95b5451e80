package com.wedsync.core.form;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** A published form in the list of a couple, and how far its answers are. */
record CoupleForm(
        UUID id,
        String title,
        long version,
        UUID supplierId,
        String supplierName,
        @Schema(description = "The submission that is worked on, or the newest one; null if there is none") @Nullable UUID submissionId,
        @Schema(enumeration = {
                "draft", "submitted", "reviewed" }) @Nullable String submissionStatus,
        @Nullable Long submissionVersion,
        @Nullable Instant submittedAt){

    static CoupleForm from(Row row) {
        OffsetDateTime submitted = row.getOffsetDateTime("submitted_at");
        return new CoupleForm(row.getUUID("id"), row.getString("title"), row.getLong("version"), row.getUUID("supplier_id"),
                row.getString("supplier_name"), row.getUUID("submission_id"), row.getString("submission_status"),
                row.getLong("submission_version"), submitted == null ? null : submitted.toInstant());
    }
}
