package com.wedsync.core.metric;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/** The last kept reading as Prometheus sees it; what is not known is NaN, which Prometheus shows as a gap. */
@Singleton
class Gauges {

    /** Each table is a series: the largest are enough to watch. */
    private static final int TABLES_SHOWN = 50;

    private final MultiGauge tableSizes;
    private final MultiGauge tableRows;
    private volatile @Nullable Metrics last;

    Gauges(MeterRegistry registry) {
        tableSizes = MultiGauge.builder("wedsync.table.size.bytes").description("Table with indexes and TOAST, the largest 50")
                .register(registry);
        tableRows = MultiGauge.builder("wedsync.table.rows").description("Live rows, estimated, of the largest 50 tables")
                .register(registry);
        connections(registry, "active", Connections::active);
        connections(registry, "idle", Connections::idle);
        connections(registry, "idle_in_transaction", Connections::idleInTransaction);
        connections(registry, "waiting_for_lock", Connections::waitingForLock);
        gauge(registry, "wedsync.server.connections.max", "Connections the server admits",
                m -> m.connections().maxConnections());
        gauge(registry, "wedsync.server.connections.reserved", "Connections kept back for superusers and reserved roles",
                m -> m.connections().reservedConnections());
        gauge(registry, "wedsync.queries.per.second", "Statements per second", m -> m.performance().queriesPerSecond());
        gauge(registry, "wedsync.transactions.per.second", "Transactions per second",
                m -> m.performance().transactionsPerSecond());
        gauge(registry, "wedsync.query.mean.milliseconds", "Mean execution time", m -> m.performance().avgQueryTimeMs());
        gauge(registry, "wedsync.slow.queries", "Kinds of statements that were slow", m -> m.performance().slowQueriesCount());
        gauge(registry, "wedsync.cache.hit.percent", "Block reads served by shared buffers",
                m -> m.performance().cacheHitRatio());
        gauge(registry, "wedsync.database.size.bytes", "The database on disk", m -> m.storage().databaseBytes());
        gauge(registry, "wedsync.database.growth.mebibytes.per.day", "Robust slope of the last seven days",
                m -> m.storage().growthRateMbPerDay());
        gauge(registry, "wedsync.replication.lag.milliseconds", "How far the slowest standby is behind",
                m -> m.durability().replicationLagMs().value());
        gauge(registry, "wedsync.last.backup.timestamp.seconds", "When the newest reported backup ended, Unix time",
                m -> m.durability().lastBackup().map(at -> at.getEpochSecond()).value());
        gauge(registry, "wedsync.last.reading.timestamp.seconds", "When the database was last read, Unix time",
                m -> m.takenAt().getEpochSecond());
    }

    void show(Metrics metrics) {
        last = metrics;
        var largest = metrics.storage().tableSizes().stream().filter(table -> table.sizeBytes() != null)
                .limit(TABLES_SHOWN).toList();
        tableSizes.register(largest.stream()
                .map(table -> MultiGauge.Row.of(Tags.of("table", table.tableName()), orNaN(table.sizeBytes()))).toList(), true);
        tableRows.register(largest.stream()
                .map(table -> MultiGauge.Row.of(Tags.of("table", table.tableName()), orNaN(table.rowCount()))).toList(), true);
    }

    void forget() {
        last = null;
        tableSizes.register(List.of(), true);
        tableRows.register(List.of(), true);
    }

    private void connections(MeterRegistry registry, String state, Function<Connections, @Nullable Number> count) {
        Gauge.builder("wedsync.server.connections", this, gauges -> gauges.value(m -> count.apply(m.connections())))
                .description("Client connections of the whole server").tag("state", state).register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, Function<Metrics, @Nullable Number> value) {
        Gauge.builder(name, this, gauges -> gauges.value(value)).description(description).register(registry);
    }

    private double value(Function<Metrics, @Nullable Number> value) {
        Metrics metrics = last;
        return metrics == null ? Double.NaN : orNaN(value.apply(metrics));
    }

    private static double orNaN(@Nullable Number number) {
        return number == null ? Double.NaN : number.doubleValue();
    }
}
