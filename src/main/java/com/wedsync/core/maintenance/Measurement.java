package com.wedsync.core.maintenance;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A table, with its partitions, at one moment.
 *
 * @param at the server's clock
 * @param sizeBytes with indexes and TOAST
 * @param liveTuples estimate; {@code null} if the server has no counters for the table
 * @param deadTuples estimate; {@code null} if the server has no counters for the table
 * @param whyNoTuples why there are no counters
 * @param transactionIdAge of its oldest row version, TOAST included; {@code null} if nothing is stored: no partitions
 * @param multixactIdAge the same for row locks
 */
record Measurement(Instant at, long sizeBytes, @Nullable Long liveTuples, @Nullable Long deadTuples,
        @Nullable String whyNoTuples, @Nullable Instant lastVacuum, @Nullable Instant lastAnalyze,
        @Nullable Long transactionIdAge, @Nullable Long multixactIdAge) {

    static Measurement from(Row row) {
        String reason = !row.getBoolean("counting") ? "track_counts is off"
                : !row.getBoolean("counted") ? "the server has no counters for the table: lost in a crash, or reset" : null;
        return new Measurement(row.getOffsetDateTime("at").toInstant(), row.getLong("size_bytes"),
                reason == null ? row.getLong("live_tuples") : null,
                reason == null ? row.getLong("dead_tuples") : null,
                reason, MaintenanceRun.instant(row, "last_vacuum"), MaintenanceRun.instant(row, "last_analyze"),
                row.getLong("transaction_id_age"), row.getLong("multixact_id_age"));
    }

    /** Whether the counters tell of a vacuum or analyze, whichever {@code action} ends with, since {@code start}. */
    boolean tellsOf(Action action, Instant start) {
        return action.isReindex() || (lastAnalyze != null && lastAnalyze.isAfter(start));
    }
}
