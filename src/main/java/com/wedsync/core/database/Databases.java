package com.wedsync.core.database;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;

/** Gives each plane its {@link Database}. */
@Singleton
class Databases {

    private static final Duration[] ACQUISITION_BUCKETS = { Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20),
            Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2) };

    @Produces
    @Singleton
    @App
    Database app(Pool pool, DatabaseConfig config, MeterRegistry registry) {
        DatabaseConfig.AppPool bounds = config.appPool();
        return new Database(pool, bounds.maxSize(), new StatementWatch(config.slowStatement(), bounds.statementTimeout()),
                acquisition(registry, "app"));
    }

    @Produces
    @Singleton
    @Ops
    Database ops(@ReactiveDataSource("ops") Pool pool, DatabaseConfig config, MeterRegistry registry) {
        DatabaseConfig.OpsPool bounds = config.opsPool();
        return new Database(pool, bounds.maxSize(), new StatementWatch(config.slowStatement(), bounds.statementTimeout()),
                acquisition(registry, "ops"));
    }

    /** The pool is asked for because making it makes these as well. */
    @Produces
    @Singleton
    @ForReads
    SharedConnections reads(@SuppressWarnings("unused") Pool pool, AppPoolCreator creator) {
        return creator.reads();
    }

    /** Like {@link #reads}. */
    @Produces
    @Singleton
    @ForWrites
    SharedConnections writes(@SuppressWarnings("unused") Pool pool, AppPoolCreator creator) {
        return creator.writes();
    }

    private static Timer acquisition(MeterRegistry registry, String pool) {
        return Timer.builder("wedsync.pool.acquisition").description("From asking for a connection to having it")
                .tag("pool", pool)
                .serviceLevelObjectives(ACQUISITION_BUCKETS)
                .register(registry);
    }
}
