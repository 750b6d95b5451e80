package com.wedsync.core.apikey;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A new key and, in its first answer only, its token. */
@RegisterForReflection
record IssuedKey(ApiKey key,
        @Schema(description = "Shown once: null when the answer is asked for again with the same Idempotency-Key") @Nullable String token) {
}
