package com.wedsync.core.metric;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.vertx.mutiny.sqlclient.Row;

/** Client connections of the whole server against what it admits. */
@Schema(description = "Client connections of the whole server by state, against what it admits.")
public record Connections(
        @Schema(description = "running a statement (the reading itself not counted)", examples = "7") @Nullable Integer active,
        @Schema(description = "waiting for their client's next statement", examples = "21") @Nullable Integer idle,
        @Schema(description = "in an open transaction, waiting for their client", examples = "1") @Nullable Integer idleInTransaction,
        @Schema(description = "waiting for a lock that another session holds", examples = "0") @Nullable Integer waitingForLock,
        @Schema(description = "all client connections", examples = "30") int total,
        @Schema(examples = "100") int maxConnections,
        @Schema(description = "kept back for superusers and reserved roles", examples = "3") int reservedConnections,
        @Schema(description = "total over what ordinary roles may use (max - reserved)", examples = "30.9") double utilizationPercent,
        @Schema(description = "for each number that is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {

    /** Without it PostgreSQL hides what the sessions of others do, and counting the visible ones would make numbers up. */
    static final String HIDDEN = "the ops log-in is not a member of pg_read_all_stats";

    static Connections from(Row row) {
        int total = row.getInteger("total");
        int max = row.getInteger("max_connections");
        int reserved = row.getInteger("reserved_connections");
        double utilization = Rounding.toTenth(100.0 * total / Math.max(1, max - reserved));
        return row.getBoolean("sees_all")
                ? new Connections(row.getInteger("active"), row.getInteger("idle"), row.getInteger("idle_in_transaction"),
                        row.getInteger("waiting_for_lock"), total, max, reserved, utilization, Map.of())
                : new Connections(null, null, null, null, total, max, reserved, utilization, new TreeMap<>(Map.of(
                        "active", HIDDEN, "idle", HIDDEN, "idle_in_transaction", HIDDEN, "waiting_for_lock", HIDDEN)));
    }

    boolean statesAreKnown() {
        return unknown.isEmpty();
    }
}
