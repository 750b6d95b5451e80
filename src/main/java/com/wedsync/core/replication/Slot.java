package com.wedsync.core.replication;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** A replication slot; numbers the server does not tell are {@code null}. */
record Slot(String name, boolean active, boolean lost, @Nullable Long safeBytes, @Nullable Long retainedBytes,
        @Nullable Double inactiveSeconds) {

    static Slot from(Row row) {
        return new Slot(row.getString("slot_name"), row.getBoolean("active"), Boolean.TRUE.equals(row.getBoolean("lost")),
                row.getLong("safe_bytes"), row.getLong("retained_bytes"), row.getDouble("inactive_seconds"));
    }
}
