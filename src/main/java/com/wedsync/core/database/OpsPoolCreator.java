package com.wedsync.core.database;

import java.util.Objects;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;

/** Makes the operations plane's pool. */
@Singleton
@ReactiveDataSource("ops")
class OpsPoolCreator implements PgPoolCreator {

    private final PoolFactory factory;
    private final DatabaseConfig config;
    private @Nullable PgConnectOptions target;

    OpsPoolCreator(PoolFactory factory, DatabaseConfig config) {
        this.factory = factory;
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        DatabaseConfig.OpsPool bounds = config.opsPool();
        input.poolOptions()
                .setMaxSize(bounds.maxSize())
                .setMaxWaitQueueSize(bounds.maxWaiting());
        Pool pool = factory.create(input, bounds.acquireTimeout(), bounds.idleTimeout(),
                ServerSettings.of("wedsync-ops", bounds.statementTimeout()).lockTimeout(bounds.lockTimeout()));
        target = new PgConnectOptions(input.pgConnectOptionsList().getFirst());
        return pool;
    }

    /** Where the pool connects to, for connections outside of it. */
    PgConnectOptions target() {
        return new PgConnectOptions(Objects.requireNonNull(target, "the pool is made at start"));
    }
}
