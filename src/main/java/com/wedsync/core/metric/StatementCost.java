package com.wedsync.core.metric;

import io.vertx.mutiny.sqlclient.Row;

/**
 * What a kind of statement has cost.
 *
 * @param milliseconds of execution
 * @param planMilliseconds 0 unless the server tracks planning
 * @param blocksRead of shared buffers that were not there
 * @param tempBlocks written because memory was short
 */
public record StatementCost(long calls, double milliseconds, double planMilliseconds, long rows, long blocksHit,
        long blocksRead, long tempBlocks, double walBytes) {

    /** Nothing. */
    public static final StatementCost NOTHING = new StatementCost(0, 0);

    StatementCost(long calls, double milliseconds) {
        this(calls, milliseconds, 0, 0, 0, 0, 0, 0);
    }

    /** Of a row with the columns of pg_stat_statements. */
    public static StatementCost from(Row row) {
        return new StatementCost(row.getLong("calls"), row.getDouble("total_exec_time"), row.getDouble("total_plan_time"),
                row.getLong("rows"), row.getLong("shared_blks_hit"), row.getLong("shared_blks_read"),
                row.getLong("temp_blks_written"), row.getDouble("wal_bytes"));
    }

    /** The cost since {@code earlier}; counters that went back began anew in between. */
    StatementCost since(StatementCost earlier) {
        return calls < earlier.calls || milliseconds < earlier.milliseconds ? this : plus(earlier.negated());
    }

    /** Both. */
    public StatementCost plus(StatementCost other) {
        return new StatementCost(calls + other.calls, milliseconds + other.milliseconds,
                planMilliseconds + other.planMilliseconds, rows + other.rows, blocksHit + other.blocksHit,
                blocksRead + other.blocksRead, tempBlocks + other.tempBlocks, walBytes + other.walBytes);
    }

    private StatementCost negated() {
        return new StatementCost(-calls, -milliseconds, -planMilliseconds, -rows, -blocksHit, -blocksRead, -tempBlocks,
                -walBytes);
    }
}
