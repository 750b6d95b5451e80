package com.wedsync.core.vacuum;

import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * What a table needs of maintenance. Scores are need over threshold, as autovacuum counts: 1 is due, 2 is late.
 *
 * @param table qualified and quoted
 * @param heapBytes as of its last VACUUM or ANALYZE, without indexes and TOAST
 * @param transactionIdAge the older of the table's and its TOAST table's, like all ages and scores
 * @param analyzed whether the planner knows how many rows there are
 */
public record TableNeed(long oid, String table, long heapBytes, long liveRows, long deadRows,
        long modificationsSinceAnalyze, long insertsSinceVacuum, boolean autovacuumEnabled,
        long transactionIdAge, long multixactIdAge,
        double transactionIdScore, double multixactIdScore, double vacuumScore, double insertScore, double analyzeScore,
        @Nullable Instant lastVacuum, @Nullable Instant lastAnalyze, boolean analyzed) {

    static TableNeed from(Row row) {
        return new TableNeed(row.getLong("oid"), row.getString("table_name"), row.getLong("heap_bytes"),
                row.getLong("live_rows"), row.getLong("dead_rows"), row.getLong("modifications_since_analyze"),
                row.getLong("inserts_since_vacuum"), row.getBoolean("autovacuum_enabled"),
                row.getLong("transaction_id_age"), row.getLong("multixact_id_age"),
                row.getDouble("transaction_id_score"), row.getDouble("multixact_id_score"), row.getDouble("vacuum_score"),
                row.getDouble("insert_score"), row.getDouble("analyze_score"),
                instant(row, "last_vacuum"), instant(row, "last_analyze"), row.getBoolean("analyzed"));
    }

    /** Dead rows, or rows that were inserted and never looked at. */
    public double anyVacuumScore() {
        return Math.max(vacuumScore, insertScore);
    }

    /** Ids that are about to be too old. */
    public double freezeScore() {
        return Math.max(transactionIdScore, multixactIdScore);
    }

    /** The worst of all. */
    public double score() {
        return Math.max(Math.max(anyVacuumScore(), analyzeScore), freezeScore());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
