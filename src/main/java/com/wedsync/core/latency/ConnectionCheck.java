package com.wedsync.core.latency;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the connection test found. */
public record ConnectionCheck(
        @Schema(description = "The role of the token", examples = "authenticated") String role,
        @Schema(description = "The role that PostgreSQL runs the caller's statements as", examples = "wedsync_authenticated") String databaseRole,
        @Schema(examples = "18.6") String serverVersion,
        @Schema(description = "Round trips in milliseconds") Latency latency,
        @Schema(description = "The clock of the service") Instant timestamp) {

    /**
     * Round trips as the service sees them, waiting for a free connection included.
     *
     * @param readMs one statement over the shared connections
     * @param transactionMs a transaction on a connection of the pool: three round trips
     */
    public record Latency(
            @Schema(description = "One statement over the connections that reads share") double readMs,
            @Schema(description = "A transaction on a connection of the pool") double transactionMs) {
    }
}
