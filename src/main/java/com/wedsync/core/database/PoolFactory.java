package com.wedsync.core.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;

/** Turns Quarkus' data source settings and our bounds into a Vert.x pool. */
@Singleton
class PoolFactory {

    private final DatabaseConfig config;

    PoolFactory(DatabaseConfig config) {
        this.config = config;
    }

    Pool create(PgPoolCreator.Input input, Duration acquireTimeout, Duration idleTimeout, ServerSettings settings) {
        PoolOptions pool = input.poolOptions()
                .setName(settings.applicationName())
                .setConnectionTimeout(Math.toIntExact(acquireTimeout.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(idleTimeout.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        for (PgConnectOptions connect : input.pgConnectOptionsList()) {
            connect.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
            connect.setCachePreparedStatements(true);
            config.url().ifPresent(url -> Tls.apply(url, connect));
            settings.values().forEach(connect::addProperty);
        }
        return PgBuilder.pool().with(pool).connectingTo(List.<SqlConnectOptions> copyOf(input.pgConnectOptionsList()))
                .using(input.vertx()).build();
    }
}
