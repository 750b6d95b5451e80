package com.wedsync.core.metric;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** The cumulative counters of pg_stat_statements at one moment, by kind of statement. */
record StatementReading(Map<Key, Cost> costs, long deallocations, OffsetDateTime statsReset) {

    /** One kind of statement of one user. */
    record Key(long queryId, long userId) {
    }

    /** What it has cost since its counters began. */
    record Cost(long calls, double milliseconds) {

        /** The cost since {@code earlier}; counters that went back began anew in between. */
        Cost since(Cost earlier) {
            return calls < earlier.calls || milliseconds < earlier.milliseconds ? this
                    : new Cost(calls - earlier.calls, milliseconds - earlier.milliseconds);
        }
    }

    private static final Cost NOTHING = new Cost(0, 0);

    static StatementReading from(RowSet<Row> rows, Row info) {
        Map<Key, Cost> costs = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            Long queryId = row.getLong("queryid");
            if (queryId != null) {
                costs.merge(new Key(queryId, row.getLong("userid")),
                        new Cost(row.getLong("calls"), row.getDouble("total_exec_time")),
                        (left, right) -> new Cost(left.calls + right.calls, left.milliseconds + right.milliseconds));
            }
        }
        return new StatementReading(costs, info.getLong("dealloc"), info.getOffsetDateTime("stats_reset"));
    }

    /**
     * What ran since {@code earlier}. A kind that is new counts whole; one that was evicted and came back, or was reset,
     * counts from its new beginning: the result is never negative and at worst misses what was evicted in between.
     */
    Delta since(StatementReading earlier, Duration slow) {
        double slowMilliseconds = slow.toNanos() / 1e6;
        Map<Key, Cost> base = statsReset.equals(earlier.statsReset) ? earlier.costs : Map.of();
        long calls = 0;
        double milliseconds = 0;
        int slowKinds = 0;
        for (Map.Entry<Key, Cost> entry : costs.entrySet()) {
            Cost cost = entry.getValue().since(base.getOrDefault(entry.getKey(), NOTHING));
            calls += cost.calls;
            milliseconds += cost.milliseconds;
            if (cost.calls > 0 && cost.milliseconds / cost.calls > slowMilliseconds) {
                slowKinds++;
            }
        }
        return new Delta(calls, milliseconds, slowKinds);
    }

    /** All counters added up, as history keeps them. */
    Cost total() {
        long calls = 0;
        double milliseconds = 0;
        for (Cost cost : costs.values()) {
            calls += cost.calls;
            milliseconds += cost.milliseconds;
        }
        return new Cost(calls, milliseconds);
    }

    /** What ran between two readings; {@code slow} counts kinds of statements whose mean in between was slow. */
    record Delta(long calls, double milliseconds, int slow) {
    }
}
