package com.wedsync.core.form;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.vertx.mutiny.sqlclient.Row;

/** A couple's answers to a form; JSON is passed on as it is stored. */
record Submission(
        UUID id,
        UUID coupleId,
        UUID supplierId,
        UUID formId,
        @Schema(description = "Version of the form that was answered") long formVersion,
        @Schema(enumeration = {
                "draft", "submitted", "reviewed" }) String status,
        @JsonRawValue @Schema(implementation = Object.class, description = "By the names of the form's fields") String answers,
        @JsonRawValue @Schema(implementation = Object.class, description = "Versions of core fields that the writer had read, by core field") String coreFieldVersions,
        @Nullable UUID submittedBy,
        @Nullable Instant submittedAt,
        @Schema(description = "Counts the changes of this submission; its entity tag") long version,
        Instant updatedAt){

    static Submission from(Row row) {
        OffsetDateTime submitted = row.getOffsetDateTime("submitted_at");
        return new Submission(row.getUUID("id"), row.getUUID("couple_id"), row.getUUID("supplier_id"), row.getUUID("form_id"),
                row.getLong("form_version"), row.getString("status"), row.getString("answers"),
                row.getString("core_field_versions"),
                row.getUUID("submitted_by"), submitted == null ? null : submitted.toInstant(), row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
