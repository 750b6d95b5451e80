package com.wedsync.core.metric;

import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** Activity of the server and cumulative counters of the database at one moment of the server's clock. */
record ServerReading(Instant takenAt, Instant serverStartedAt, @Nullable Instant statsReset, Connections connections,
        Counters counters, Pass pass) {

    /** Cumulative counters of pg_stat_database; they fall to 0 when {@link #statsReset} moves. */
    record Counters(long commits, long rollbacks, long blocksHit, long blocksRead, long tempBytes, long deadlocks) {
    }

    static ServerReading from(Row row) {
        return new ServerReading(
                instant(row, "taken_at"), instant(row, "server_started_at"), nullableInstant(row, "stats_reset"),
                Connections.from(row),
                new Counters(row.getLong("xact_commit"), row.getLong("xact_rollback"), row.getLong("blks_hit"),
                        row.getLong("blks_read"), row.getLong("temp_bytes"), row.getLong("deadlocks")),
                new Pass(instant(row, "taken_at"), instant(row, "server_started_at"), row.getInteger("server_version"),
                        row.getBoolean("in_recovery"), row.getBoolean("sees_all")));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant nullableInstant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
