package com.wedsync.core.metric;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.mutiny.sqlclient.Row;

/** Client connections of the whole server against what it admits. */
@Schema(description = "Client connections of the whole server by state, against what it admits.")
public record Connections(
        @Schema(description = "running a statement (the reading itself not counted)", examples = "7") int active,
        @Schema(description = "waiting for their client's next statement", examples = "21") int idle,
        @Schema(description = "in an open transaction, waiting for their client", examples = "1") int idleInTransaction,
        @Schema(description = "waiting for a lock that another session holds", examples = "0") int waitingForLock,
        @Schema(description = "all client connections", examples = "30") int total,
        @Schema(examples = "100") int maxConnections,
        @Schema(description = "kept back for superusers and reserved roles", examples = "3") int reservedConnections,
        @Schema(description = "total over what ordinary roles may use (max - reserved)", examples = "30.9") double utilizationPercent) {

    static Connections from(Row row) {
        int total = row.getInteger("total");
        int max = row.getInteger("max_connections");
        int reserved = row.getInteger("reserved_connections");
        return new Connections(row.getInteger("active"), row.getInteger("idle"), row.getInteger("idle_in_transaction"),
                row.getInteger("waiting_for_lock"), total, max, reserved,
                Rounding.toTenth(100.0 * total / Math.max(1, max - reserved)));
    }
}
