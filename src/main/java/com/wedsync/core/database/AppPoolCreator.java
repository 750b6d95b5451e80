package com.wedsync.core.database;

import java.util.Objects;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;

/** Makes the data plane's pool and, beside it, the connections that its reads share. */
@Singleton
class AppPoolCreator implements PgPoolCreator {

    private final PoolFactory factory;
    private final DatabaseConfig config;
    private @Nullable SharedReads reads;
    private @Nullable PgConnectOptions target;

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
                ServerSettings.of("wedsync-reads", config.reads().statementTimeout()).ofFunctions());
        Pool pool = factory.create(input, bounds.acquireTimeout(), bounds.idleTimeout(),
                ServerSettings.of("wedsync-app", bounds.statementTimeout()).lockTimeout(bounds.lockTimeout()).ofFunctions());
        target = new PgConnectOptions(input.pgConnectOptionsList().getFirst());
        return pool;
    }

    /** The shared connections to the same database, made together with the pool. */
    SharedReads reads() {
        return Objects.requireNonNull(reads, "the pool is made at start");
    }

    /** Where the pool connects to, for a connection outside of it. */
    PgConnectOptions target() {
        return new PgConnectOptions(Objects.requireNonNull(target, "the pool is made at start"));
    }
}
