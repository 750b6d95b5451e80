package com.wedsync.core.form;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.vertx.mutiny.sqlclient.Row;

/** A published form as a couple fills it in; JSON is passed on as it is stored. */
record FormToAnswer(
        UUID id,
        String title,
        long version,
        UUID supplierId,
        String supplierName,
        @JsonRawValue @Schema(implementation = FormField[].class) String fields,
        @JsonRawValue @Schema(description = "Values of bound core fields, by the names of the form's fields", implementation = Object.class) String prefilled,
        @JsonRawValue @Schema(description = "Their versions, by core field: give them back with the answers", implementation = Object.class) String coreFieldVersions,
        @Schema(description = "The submission that is worked on, or the newest one; null if there is none") @Nullable UUID submissionId,
        @Schema(enumeration = {
                "draft", "submitted", "reviewed" }) @Nullable String submissionStatus,
        @Nullable Long submissionVersion,
        @JsonRawValue @Schema(description = "Its answers", implementation = Object.class) @Nullable String answers){

    static FormToAnswer from(Row row) {
        return new FormToAnswer(row.getUUID("id"), row.getString("title"), row.getLong("version"), row.getUUID("supplier_id"),
                row.getString("supplier_name"), row.getString("definition"), row.getString("prefilled"),
                row.getString("core_field_versions"), row.getUUID("submission_id"), row.getString("submission_status"),
                row.getLong("submission_version"), row.getString("answers"));
    }
}
