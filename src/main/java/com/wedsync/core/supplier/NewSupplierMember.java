package com.wedsync.core.supplier;

import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an owner or admin adds. */
record NewSupplierMember(
        @NotNull UUID userId,
        @Schema(defaultValue = "member", enumeration = {
                "owner", "admin",
                "member" }) @Pattern(regexp = "owner|admin|member", message = "must be owner, admin or member") String role){

    NewSupplierMember {
        role = Objects.requireNonNullElse(role, "member");
    }
}
