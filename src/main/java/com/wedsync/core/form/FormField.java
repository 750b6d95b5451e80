package com.wedsync.core.form;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wedsync.core.corefield.ValueType;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A question of a form. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record FormField(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,62}", message = "must be a word of lower-case letters, digits and _") String name,
        @NotBlank @Size(max = 500) String label,
        @NotNull ValueType type,
        boolean required,
        @Schema(description = "The core field that the answer is pre-filled from and written back to") @Nullable @Size(max = 63) String coreField,
        @Schema(description = "For types text and text_list: what may be answered") @Nullable @Size(min = 1, max = 100) List<@NotBlank @Size(max = 200) String> options) {
}
