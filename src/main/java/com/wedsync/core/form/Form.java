package com.wedsync.core.form;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A questionnaire of a supplier. */
record Form(
        UUID id,
        String title,
        @Schema(enumeration = {
                "draft", "published", "archived" }, description = "Couples see what is published") String status,
        List<FormField> fields,
        @Schema(description = "Counts the changes of this form; its entity tag") long version,
        Instant updatedAt){
}
