package com.wedsync.core.corefield;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** What a writer says about a core field, and what it had read before. */
public record CoreFieldChange(
        @NotBlank @Size(max = 63) String key,
        @NotNull @Schema(implementation = Object.class) JsonNode value,
        @Schema(description = "Version of the value that the writer had read; 0 or nothing if there was none") @Min(0) long baseVersion,
        @Schema(description = "That value: only with it can a union tell what the writer has removed", implementation = Object.class) @Nullable JsonNode baseValue) {
}
