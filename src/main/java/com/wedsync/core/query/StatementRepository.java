package com.wedsync.core.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** What statements have cost, and their texts. */
@Singleton
class StatementRepository {

    private static final String KEEP = """
            INSERT INTO ops.statement_hour AS known (hour, covered_seconds, query_id, user_id, calls, milliseconds,
              plan_milliseconds, rows, blocks_hit, blocks_read, temp_blocks, wal_bytes)
            SELECT $1::timestamptz, $2::float8, cost.*
            FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::float8[], $8::bigint[], $9::bigint[],
              $10::bigint[], $11::bigint[], $12::float8[]) AS cost
            ON CONFLICT (query_id, user_id, hour) DO UPDATE
            SET covered_seconds = excluded.covered_seconds,
                calls = excluded.calls,
                milliseconds = excluded.milliseconds,
                plan_milliseconds = excluded.plan_milliseconds,
                rows = excluded.rows,
                blocks_hit = excluded.blocks_hit,
                blocks_read = excluded.blocks_read,
                temp_blocks = excluded.temp_blocks,
                wal_bytes = excluded.wal_bytes
            WHERE known.covered_seconds < excluded.covered_seconds
            """;

    /** Keeps what ran in an hour, unless somebody who observed more of it has done so. */
    Uni<Void> keep(Session session, Instant hour, double seconds, List<Entry<StatementKey, StatementCost>> costs) {
        return session.query(KEEP, hour.atOffset(ZoneOffset.UTC), seconds,
                longs(costs, cost -> cost.getKey().queryId()), longs(costs, cost -> cost.getKey().userId()),
                longs(costs, cost -> cost.getValue().calls()), doubles(costs, StatementCost::milliseconds),
                doubles(costs, StatementCost::planMilliseconds), longs(costs, cost -> cost.getValue().rows()),
                longs(costs, cost -> cost.getValue().blocksHit()), longs(costs, cost -> cost.getValue().blocksRead()),
                longs(costs, cost -> cost.getValue().tempBlocks()), doubles(costs, StatementCost::walBytes)).replaceWithVoid();
    }

    private static final String FORGET = """
            DELETE FROM ops.statement_hour
            WHERE hour < $1::timestamptz
            """;
    private static final String FORGET_TEXTS = """
            DELETE FROM ops.statement AS statement
            WHERE statement.first_seen < $1::timestamptz
              AND NOT EXISTS (SELECT FROM ops.statement_hour AS cost WHERE cost.query_id = statement.query_id)
            """;

    Uni<Void> forget(Session session, Instant before) {
        return session.query(FORGET, before.atOffset(ZoneOffset.UTC))
                .chain(() -> session.query(FORGET_TEXTS, before.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    private static final String SINCE = """
            SELECT
              query_id, user_id,
              sum(calls)::bigint AS calls,
              sum(milliseconds) AS total_exec_time,
              sum(plan_milliseconds) AS total_plan_time,
              sum(rows)::bigint AS rows,
              sum(blocks_hit)::bigint AS shared_blks_hit,
              sum(blocks_read)::bigint AS shared_blks_read,
              sum(temp_blocks)::bigint AS temp_blks_written,
              sum(wal_bytes) AS wal_bytes
            FROM ops.statement_hour
            WHERE hour >= $1::timestamptz
            GROUP BY query_id, user_id
            """;
    private static final String COVERED = """
            SELECT coalesce(sum(seconds), 0) AS seconds
            FROM (
              SELECT max(covered_seconds) AS seconds
              FROM ops.statement_hour
              WHERE hour >= $1::timestamptz
              GROUP BY hour
            ) AS hours
            """;

    /** What ran in the hours since {@code from}. */
    Uni<Use> since(Session session, Instant from) {
        return session.query(COVERED, from.atOffset(ZoneOffset.UTC)).map(rows -> rows.iterator().next().getDouble("seconds"))
                .chain(seconds -> session.query(SINCE, from.atOffset(ZoneOffset.UTC)).map(rows -> {
                    Map<StatementKey, StatementCost> costs = new HashMap<>();
                    rows.forEach(row -> costs.put(key(row), StatementCost.from(row)));
                    return new Use(seconds, costs);
                }));
    }

    private static final String BASELINES = """
            SELECT
              query_id, user_id,
              pg_catalog.percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds / calls) AS mean_milliseconds,
              sum(calls)::bigint AS calls,
              count(*)::int AS hours
            FROM ops.statement_hour
            WHERE query_id = ANY ($1)
              AND hour >= $2::timestamptz
              AND hour < $3::timestamptz
            GROUP BY query_id, user_id
            """;

    /** How long kinds of statements usually take: the median of their hours. */
    Uni<Map<StatementKey, Baseline>> baselines(Session session, Collection<Long> queries, Instant from, Instant to) {
        return session.query(BASELINES, queries.toArray(Long[]::new), from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC)).map(rows -> {
                    Map<StatementKey, Baseline> found = new HashMap<>();
                    rows.forEach(row -> found.put(key(row), new Baseline(row.getDouble("mean_milliseconds"),
                            row.getLong("calls"), row.getInteger("hours"))));
                    return found;
                });
    }

    private static final String USERS = """
            SELECT oid::bigint AS oid, rolname
            FROM pg_catalog.pg_roles
            """;

    Uni<Map<Long, String>> users(Session session) {
        return session.query(USERS).map(rows -> {
            Map<Long, String> names = new HashMap<>();
            rows.forEach(row -> names.put(row.getLong("oid"), row.getString("rolname")));
            return names;
        });
    }

    private static StatementKey key(Row row) {
        return new StatementKey(row.getLong("query_id"), row.getLong("user_id"));
    }

    private static Long[] longs(List<Entry<StatementKey, StatementCost>> costs,
            Function<Entry<StatementKey, StatementCost>, Long> value) {
        return costs.stream().map(value).toArray(Long[]::new);
    }

    private static Double[] doubles(List<Entry<StatementKey, StatementCost>> costs, Function<StatementCost, Double> value) {
        return costs.stream().map(cost -> value.apply(cost.getValue())).toArray(Double[]::new);
    }
}
