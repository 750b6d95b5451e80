package com.wedsync.core.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The outcome of one probing statement over the data plane's pool. */
public record Reachability(
        @Schema(examples = "true") boolean connectionHealthy,
        @Schema(description = "from asking for a connection to the answer", examples = "1.4") double latencyMs,
        @Schema(description = "what failed; null if nothing did") @Nullable String error) {

    /** The same with something that failed besides. */
    public Reachability withError(String sentence) {
        return new Reachability(connectionHealthy, latencyMs, sentence);
    }
}
