package com.wedsync.core.pool;

import java.util.function.ToIntFunction;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.PoolStatus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** The pools as Prometheus sees them. */
@Singleton
class PoolGauges {

    void register(@Observes StartupEvent started, MeterRegistry registry, @App Database app, @Ops Database ops) {
        register(registry, "app", app);
        register(registry, "ops", ops);
    }

    private static void register(MeterRegistry registry, String pool, Database database) {
        gauge(registry, pool, database, "wedsync.pool.connections", "Open connections", PoolStatus::totalConnections);
        gauge(registry, pool, database, "wedsync.pool.connections.idle", "Open connections that nobody uses",
                PoolStatus::idleConnections);
        gauge(registry, pool, database, "wedsync.pool.connections.max", "Connections at most", PoolStatus::maxConnections);
        gauge(registry, pool, database, "wedsync.pool.waiting.requests", "Requests that wait for a connection",
                PoolStatus::waitingRequests);
    }

    private static void gauge(MeterRegistry registry, String pool, Database database, String name, String description,
            ToIntFunction<PoolStatus> value) {
        Gauge.builder(name, database, watched -> value.applyAsInt(watched.status()))
                .description(description).tag("pool", pool).register(registry);
    }
}
