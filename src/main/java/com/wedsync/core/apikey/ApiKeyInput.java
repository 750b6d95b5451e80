package com.wedsync.core.apikey;

import java.time.Instant;
import java.util.Set;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Scope;

/** What a new key is for. */
record ApiKeyInput(
        @NotBlank @Size(max = 100) String name,
        @NotEmpty Set<@NotNull @Pattern(regexp = Scope.PATTERN, message = "must be a scope") String> scopes,
        @Schema(description = "Requests a minute that this key may make; left out: as configured for keys") @Nullable @Min(1) @Max(1_000_000) Integer requestsPerMinute,
        @Schema(description = "Left out: never") @Nullable @Future Instant expiresAt) {
}
