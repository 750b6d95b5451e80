package com.wedsync.core.couple;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a partner says when they begin. */
record NewCouple(
        @NotBlank @Size(max = 200) String name,
        @Schema(defaultValue = "UTC", description = "IANA name of the time zone of the wedding") @TimeZone String timeZone,
        @Schema(description = "How the caller, the first partner, is called") @Nullable @Size(min = 1, max = 200) String displayName) {

    NewCouple {
        timeZone = Objects.requireNonNullElse(timeZone, "UTC");
    }
}
