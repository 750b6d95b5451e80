package com.wedsync.core.database;

import java.util.Objects;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;

/** Makes the data plane's pool and, beside it, the connections that its reads share. */
@Singleton
class AppPoolCreator implements PgPoolCreator {

    private final PoolFactory factory;
    private final DatabaseConfig config;
    private @Nullable SharedReads reads;

    AppPoolCreator(PoolFactory factory, DatabaseConfig config) {
        this.factory = factory;
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        DatabaseConfig.AppPool bounds = config.appPool();
        input.poolOptions()
                .setMaxSize(bounds.maxSize())
                .setMaxWaitQueueSize(bounds.maxWaiting());
        reads = factory.createShared(input, config.reads(),
                ServerSettings.of("wedsync-reads", config.reads().statementTimeout()));
        return factory.create(input, bounds.acquireTimeout(), bounds.idleTimeout(),
                ServerSettings.of("wedsync-app", bounds.statementTimeout()).lockTimeout(bounds.lockTimeout()));
    }

    /** The shared connections to the same database, made together with the pool. */
    SharedReads reads() {
        return Objects.requireNonNull(reads, "the pool is made at start");
    }
}
