package com.wedsync.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** What the {@link Metrics} of a pass are as observations. */
final class MetricMeasures {

    private static final Measure CONNECTIONS = Measure.of("wedsync_server_connections", "sessions",
            "Client connections of the whole server", "state");
    private static final Measure TABLE_SIZE = Measure.of("wedsync_table_size_bytes", "bytes",
            "Table with indexes and TOAST, of the largest tables", "table");
    private static final Measure TABLE_ROWS = Measure.of("wedsync_table_rows", "rows",
            "Live rows, estimated, of the largest tables", "table");

    private record Single(Measure measure, Function<Metrics, Measured<? extends Number>> value) {
    }

    private static final List<Single> SINGLES = List.of(
            single("wedsync_server_connections_max", "sessions", "Connections the server admits",
                    m -> Measured.of(m.connections().maxConnections())),
            single("wedsync_server_connections_reserved", "sessions", "Connections kept back for superusers and reserved roles",
                    m -> Measured.of(m.connections().reservedConnections())),
            single("wedsync_server_connections_used_percent", "percent", "Connections over what ordinary roles may use",
                    m -> Measured.of(m.connections().utilizationPercent())),
            single("wedsync_queries_per_second", "statements/s", "Statements per second",
                    m -> known(m, "queries_per_second", m.performance().queriesPerSecond())),
            single("wedsync_transactions_per_second", "transactions/s", "Transactions per second",
                    m -> known(m, "transactions_per_second", m.performance().transactionsPerSecond())),
            single("wedsync_query_mean_milliseconds", "ms", "Mean execution time",
                    m -> known(m, "avg_query_time_ms", m.performance().avgQueryTimeMs())),
            single("wedsync_slow_queries", "kinds", "Kinds of statements that were slow",
                    m -> known(m, "slow_queries_count", m.performance().slowQueriesCount())),
            single("wedsync_cache_hit_percent", "percent", "Block reads served by shared buffers",
                    m -> known(m, "cache_hit_ratio", m.performance().cacheHitRatio())),
            single("wedsync_database_size_bytes", "bytes", "The database on disk",
                    m -> Measured.of(m.storage().databaseBytes())),
            single("wedsync_database_growth_mebibytes_per_day", "MiB/day", "Robust slope of the last seven days",
                    m -> or(m.storage().growthRateMbPerDay(), m.storage().unknown().get("growth_rate_mb_per_day"))),
            single("wedsync_replication_lag_milliseconds", "ms", "How far the slowest standby is behind",
                    m -> m.durability().replicationLagMs()),
            single("wedsync_last_backup_timestamp_seconds", "s", "When the newest reported backup ended, Unix time",
                    m -> m.durability().lastBackup().map(at -> at.getEpochSecond())),
            single("wedsync_last_reading_timestamp_seconds", "s", "When the database was last read, Unix time",
                    m -> Measured.of(m.takenAt().getEpochSecond())));

    static final List<Measure> ALL = all();

    private MetricMeasures() {
    }

    /** @param tables each is a series: the largest are enough to watch */
    static List<Observation> of(Metrics metrics, int tables) {
        List<Observation> observations = new ArrayList<>();
        Connections connections = metrics.connections();
        observations.add(state(connections, "active", connections.active()));
        observations.add(state(connections, "idle", connections.idle()));
        observations.add(state(connections, "idle_in_transaction", connections.idleInTransaction()));
        observations.add(state(connections, "waiting_for_lock", connections.waitingForLock()));
        SINGLES.forEach(single -> observations.add(single.measure().is(single.value().apply(metrics))));
        metrics.storage().tableSizes().stream().filter(table -> table.sizeBytes() != null).limit(tables)
                .forEach(table -> {
                    observations.add(TABLE_SIZE.is(table.tableName(), table.sizeBytes()));
                    observations.add(TABLE_ROWS.is(table.tableName(), or(table.rowCount(), table.reason())));
                });
        return observations;
    }

    private static Observation state(Connections connections, String state, @Nullable Integer count) {
        return CONNECTIONS.is(state, or(count, connections.unknown().get(state)));
    }

    private static Measured<? extends Number> known(Metrics metrics, String name, @Nullable Number value) {
        return or(value, metrics.performance().unknown().get(name));
    }

    private static Measured<? extends Number> or(@Nullable Number value, @Nullable String reason) {
        return value == null ? Measured.unknown(String.valueOf(reason)) : Measured.of(value);
    }

    private static Single single(String name, String unit, String meaning,
            Function<Metrics, Measured<? extends Number>> value) {
        return new Single(Measure.of(name, unit, meaning), value);
    }

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>(List.of(CONNECTIONS, TABLE_SIZE, TABLE_ROWS, Topics.MILLISECONDS, Topics.FAILED));
        SINGLES.forEach(single -> all.add(single.measure()));
        all.addAll(ServerTrail.MEASURES);
        return List.copyOf(all);
    }
}
