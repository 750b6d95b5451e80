package com.wedsync.core.wal;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** Counters of checkpoints at one moment. */
record Checkpoints(long timed, long requested, long milliseconds, @Nullable OffsetDateTime reset) {

    static Checkpoints from(Row row) {
        return new Checkpoints(row.getLong("timed"), row.getLong("requested"), row.getLong("milliseconds"),
                row.getOffsetDateTime("stats_reset"));
    }
}
