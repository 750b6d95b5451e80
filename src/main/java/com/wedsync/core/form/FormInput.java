package com.wedsync.core.form;

import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a supplier says of a form. */
record FormInput(
        @NotBlank @Size(max = 200) String title,
        @Schema(defaultValue = "draft") @NotNull @Pattern(regexp = "draft|published|archived", message = "must be draft, published or archived") String status,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid FormField> fields) {

    FormInput {
        status = Objects.requireNonNullElse(status, "draft");
    }

    static FormInput of(Form form) {
        return new FormInput(form.title(), form.status(), form.fields());
    }
}
