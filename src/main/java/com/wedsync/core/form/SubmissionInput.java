package com.wedsync.core.form;

import java.util.Map;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Answers of a couple. */
@RegisterForReflection
record SubmissionInput(
        @Schema(description = "By the names of the form's fields; null is no answer") @NotNull @Size(max = 100) Map<String, JsonNode> answers,
        @Schema(description = "Versions of the bound core fields that the writer had read, by core field") @NotNull @Size(max = 100) Map<String, @NotNull @Min(0) Long> coreFieldVersions) {

    SubmissionInput {
        answers = answers == null ? Map.of() : answers;
        coreFieldVersions = coreFieldVersions == null ? Map.of() : coreFieldVersions;
    }
}
