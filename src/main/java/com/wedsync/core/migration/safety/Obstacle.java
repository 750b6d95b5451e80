package com.wedsync.core.migration.safety;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A session that a script would have to wait for, as it was when the script was tried.
 *
 * @param application what it calls itself, or the kind of the backend
 * @param inTransactionMs since when its transaction is open; null outside one
 * @param lockModes held on the table, in conflict with the script's; empty for a transaction that is only old
 */
@Schema(description = "A session that the script would have to wait for, if it were applied now.")
@RegisterForReflection
public record Obstacle(
        @Schema(examples = "4711") int pid,
        @Schema(description = "what it calls itself, or the kind of the backend", examples = "wedsync-app") @Nullable String application,
        @Schema(examples = "idle in transaction") @Nullable String state,
        @Schema(description = "how long its transaction is open", examples = "5300") @JsonProperty("in_transaction_ms") @Nullable Long inTransactionMs,
        @Schema(description = "locks it holds on the table that conflict with the script's; none of a transaction that is only old", examples = "[\"AccessShareLock\"]") List<String> lockModes) {
}
