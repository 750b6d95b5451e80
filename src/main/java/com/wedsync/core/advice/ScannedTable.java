package com.wedsync.core.advice;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A large table and how often it was read from end to end.
 *
 * @param id its oid
 * @param scans since the server's statistics began, or during a window
 * @param rowsRead by these scans
 */
record ScannedTable(long id, String table, String plainName, long sizeBytes, long liveRows, long scans, long rowsRead) {

    /** A scan that ends after fewer rows needs no index. */
    private static final long MANY_ROWS = 10_000;
    private static final Duration DAY = Duration.ofHours(23);

    static ScannedTable from(Row row) {
        return new ScannedTable(row.getLong("table_id"), row.getString("table_name"), row.getString("plain_name"),
                row.getLong("size_bytes"), row.getLong("live_rows"), row.getLong("scans"), row.getLong("rows_read"));
    }

    /** What happened between {@code before} and this one; counters that fell count from 0. */
    ScannedTable since(ScannedTable before) {
        boolean reset = scans < before.scans || rowsRead < before.rowsRead;
        return new ScannedTable(id, table, plainName, sizeBytes, liveRows, reset ? scans : scans - before.scans,
                reset ? rowsRead : rowsRead - before.rowsRead);
    }

    boolean isWorthAnIndex(Duration window, int scansPerHour) {
        return scans > 0 && rowsRead / scans >= MANY_ROWS && perHour(window) >= scansPerHour;
    }

    Advice advice(Duration window) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("scans", scans);
        evidence.put("scans_per_hour", Math.round(perHour(window)));
        evidence.put("rows_per_scan", rowsRead / scans);
        evidence.put("size_bytes", sizeBytes);
        evidence.put("live_rows", liveRows);
        return Advice.of(AdviceKind.SEQUENTIAL_SCANS, table, table,
                table + " was read from end to end " + scans + " times in " + window.toHours() + " hours, "
                        + rowsRead / scans + " rows each time.",
                evidence, window.toDays(), window.compareTo(DAY) >= 0 ? Confidence.MEDIUM : Confidence.LOW,
                "SELECT queryid, calls, total_exec_time, query FROM pg_stat_statements"
                        + " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND position('"
                        + plainName.replace("'", "''") + "' IN query) > 0 ORDER BY total_exec_time DESC LIMIT 10",
                "None: it reads what the server counts. An index on the columns by which these statements choose their rows serves them; plans show which (GET /api/database/queries/{query_id}/plan).");
    }

    private double perHour(Duration window) {
        return (double) scans * Duration.ofHours(1).toMillis() / Math.max(1, window.toMillis());
    }
}
