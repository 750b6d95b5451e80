package com.wedsync.core.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A session that waits for a lock or keeps others waiting; what it runs is not told.
 *
 * @param pid 0 for a prepared transaction
 * @param blockers those it waits for directly; empty if it does not wait
 * @param queryId of its statement, as pg_stat_statements knows it
 */
record LockSession(int pid, @Nullable String user, @Nullable String applicationName, @Nullable String state,
        @Nullable Long queryId, @Nullable Instant transactionStartedAt, List<Integer> blockers, @Nullable String lockMode,
        @Nullable String lockType, @Nullable String relation, @Nullable Instant waitingSince, Instant takenAt) {

    static LockSession from(Row row) {
        Integer[] blockers = row.getArrayOfIntegers("blockers");
        return new LockSession(row.getInteger("pid"), row.getString("user_name"), row.getString("application_name"),
                row.getString("state"), row.getLong("query_id"), instant(row, "xact_start"),
                blockers == null ? List.of() : Arrays.stream(blockers).distinct().toList(),
                row.getString("mode"), row.getString("locktype"), row.getString("relation"), instant(row, "waitstart"),
                row.getOffsetDateTime("taken_at").toInstant());
    }

    boolean waits() {
        return lockMode != null;
    }

    /** The server notes the beginning of a wait a moment after it began. */
    double waitedSeconds() {
        Instant since = waitingSince;
        return since == null ? 0 : Math.max(0, Duration.between(since, takenAt).toMillis() / 1000.0);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
