package com.wedsync.core.form;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.JsonNode;

/** The first answers of a couple to a form. */
record NewSubmission(
        @NotNull UUID formId,
        @Schema(defaultValue = "draft") @NotNull @Pattern(regexp = "draft|submitted", message = "must be draft or submitted") String status,
        @Schema(description = "By the names of the form's fields; null is no answer") @NotNull @Size(max = 100) Map<String, JsonNode> answers,
        @Schema(description = "Versions of the bound core fields that the writer had read, by core field") @NotNull @Size(max = 100) Map<String, @NotNull @Min(0) Long> coreFieldVersions) {

    NewSubmission {
        status = Objects.requireNonNullElse(status, "draft");
        answers = answers == null ? Map.of() : answers;
        coreFieldVersions = coreFieldVersions == null ? Map.of() : coreFieldVersions;
    }

    SubmissionInput input() {
        return new SubmissionInput(answers, coreFieldVersions);
    }
}
