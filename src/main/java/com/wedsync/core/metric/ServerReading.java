package com.wedsync.core.metric;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

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

    /** Whether the counters go on from those of {@code earlier}: the same beginning, and none went back. */
    boolean continues(ServerReading earlier) {
        boolean restarted = serverStartedAt.isAfter(earlier.takenAt);
        return Objects.equals(statsReset, earlier.statsReset)
                && (serverStartedAt.equals(earlier.serverStartedAt) || restarted)
                && counters.commits >= earlier.counters.commits && counters.blocksHit >= earlier.counters.blocksHit;
    }

    /** When counters that do not go on began, if that was after {@code moment}; {@code null} if they are another server's. */
    @Nullable
    Instant countersBeganAfter(Instant moment) {
        if (statsReset != null && statsReset.isAfter(moment)) {
            return statsReset;
        }
        return serverStartedAt.isAfter(moment) ? serverStartedAt : null;
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant nullableInstant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
