package com.wedsync.core.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pool of connections at one moment. */
@Schema(description = "A pool of connections at one moment.")
public record PoolStatus(
        @Schema(description = "open connections", examples = "4") int totalConnections,
        @Schema(description = "open connections that nobody uses", examples = "3") int idleConnections,
        @Schema(description = "requests that wait for a connection", examples = "0") int waitingRequests,
        @Schema(description = "connections at most", examples = "16") int maxConnections) {

    /** Connections in use over the maximum, in percent; says nothing about {@link #waitingRequests}, so show both. */
    public double utilizationPercent() {
        return 100.0 * (totalConnections - idleConnections) / maxConnections;
    }
}
