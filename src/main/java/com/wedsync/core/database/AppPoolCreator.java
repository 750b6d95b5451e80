package com.wedsync.core.database;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;

/** Makes the data plane's pool. */
@Singleton
class AppPoolCreator implements PgPoolCreator {

    private final PoolFactory factory;
    private final DatabaseConfig config;

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
        return factory.create(input, bounds.acquireTimeout(), bounds.idleTimeout(),
                ServerSettings.of("wedsync-app", bounds.statementTimeout()));
    }
}
