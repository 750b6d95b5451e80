package com.wedsync.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * The cumulative counters of pg_stat_statements at one moment, by kind of statement.
 *
 * @param own what the statements of the ops log-in have cost, which are not among the others
 * @param deallocations how often the least used kinds were evicted
 */
record StatementReading(Map<StatementKey, StatementCost> costs, StatementCost own, long deallocations,
        OffsetDateTime statsReset, int maxKinds) {

    static StatementReading from(RowSet<Row> rows, Row info) {
        Map<StatementKey, StatementCost> costs = HashMap.newHashMap(rows.size());
        StatementCost own = StatementCost.NOTHING;
        for (Row row : rows) {
            Long queryId = row.getLong("queryid");
            if (queryId != null) {
                StatementCost cost = StatementCost.from(row);
                if (row.getBoolean("own")) {
                    own = own.plus(cost);
                } else {
                    costs.merge(new StatementKey(queryId, row.getLong("userid")), cost, StatementCost::plus);
                }
            }
        }
        return new StatementReading(costs, own, info.getLong("dealloc"), info.getOffsetDateTime("stats_reset"),
                info.getInteger("max_kinds"));
    }

    /**
     * What ran since {@code earlier}, kind by kind. A kind that is new counts whole; one that was evicted and came back, or was
     * reset, counts from its new beginning: no cost is ever negative, and at worst what was evicted in between is missed.
     * Counters with another beginning that lies before {@code earlier} belong to another server.
     */
    Measured<Map<StatementKey, StatementCost>> since(StatementReading earlier, Instant earlierTakenAt) {
        boolean same = statsReset.equals(earlier.statsReset);
        if (!same && !statsReset.toInstant().isAfter(earlierTakenAt)) {
            return Measured.unknown("another server answers, or it lost its statistics");
        }
        Map<StatementKey, StatementCost> base = same ? earlier.costs : Map.of();
        Map<StatementKey, StatementCost> since = new HashMap<>();
        costs.forEach((key, cost) -> {
            StatementCost before = base.get(key);
            // most kinds have not run in between: nothing is made for them
            if (before == null || before.calls() != cost.calls() || before.milliseconds() != cost.milliseconds()) {
                since.put(key, before == null ? cost : cost.since(before));
            }
        });
        return Measured.of(since);
    }

    /** The same added up; {@code slow} counts the kinds whose mean was slow. */
    Measured<Delta> delta(StatementReading earlier, Instant earlierTakenAt, Duration slow) {
        double slowMilliseconds = slow.toNanos() / 1e6;
        return since(earlier, earlierTakenAt).map(since -> {
            StatementCost all = since.values().stream().reduce(StatementCost.NOTHING, StatementCost::plus);
            long slowKinds = since.values().stream()
                    .filter(cost -> cost.calls() > 0 && cost.milliseconds() / cost.calls() > slowMilliseconds).count();
            return new Delta(all.calls(), all.milliseconds(), Math.toIntExact(slowKinds));
        });
    }

    /** All counters added up, as history keeps them. */
    StatementCost total() {
        return costs.values().stream().reduce(StatementCost.NOTHING, StatementCost::plus);
    }

    /** What ran between two readings; {@code slow} counts kinds of statements whose mean in between was slow. */
    record Delta(long calls, double milliseconds, int slow) {
    }
}
