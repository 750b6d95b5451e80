package com.wedsync.core.replication;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** A connected standby. */
record Standby(String name, @Nullable Long lagBytes, @Nullable Double lagSeconds) {

    static Standby from(Row row) {
        return new Standby(row.getString("standby"), row.getLong("lag_bytes"), row.getDouble("lag_seconds"));
    }
}
