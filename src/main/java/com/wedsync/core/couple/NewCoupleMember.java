package com.wedsync.core.couple;

import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom a partner adds. */
record NewCoupleMember(
        @NotNull UUID userId,
        @Schema(defaultValue = "partner", enumeration = {
                "partner",
                "planner" }) @Pattern(regexp = "partner|planner", message = "must be partner or planner") String role,
        @Nullable @Size(min = 1, max = 200) String displayName){

    NewCoupleMember {
        role = Objects.requireNonNullElse(role, "partner");
    }
}
