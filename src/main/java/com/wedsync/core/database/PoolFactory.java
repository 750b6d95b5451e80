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
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnectOptions;

/** Turns Quarkus' data source settings and our bounds into a Vert.x pool. */
@Singleton
class PoolFactory {

    private final DatabaseConfig config;

    PoolFactory(DatabaseConfig config) {
        this.config = config;
    }

    Pool create(PgPoolCreator.Input input, Duration acquireTimeout, Duration idleTimeout, ServerSettings settings) {
        PoolOptions pool = bounds(input.poolOptions(), acquireTimeout, idleTimeout, settings);
        input.pgConnectOptionsList().forEach(connect -> prepare(connect, settings));
        return PgBuilder.pool().with(pool).connectingTo(List.<SqlConnectOptions> copyOf(input.pgConnectOptionsList()))
                .using(input.vertx()).build();
    }

    /** Connections that many callers use at the same time, each with up to {@code inFlight} statements on their way. */
    SharedConnections createShared(PgPoolCreator.Input input, DatabaseConfig.Shared bounds, ServerSettings settings) {
        PoolOptions pool = bounds(new PoolOptions(), bounds.acquireTimeout(), bounds.idleTimeout(), settings)
                .setMaxSize(bounds.connections())
                .setMaxWaitQueueSize(bounds.maxWaiting());
        List<SqlConnectOptions> targets = input.pgConnectOptionsList().stream()
                .<SqlConnectOptions> map(
                        target -> prepare(new PgConnectOptions(target), settings).setPipeliningLimit(bounds.inFlight()))
                .toList();
        LiveConnections live = new LiveConnections();
        SqlClient client = PgBuilder.client().with(pool).connectingTo(targets).using(input.vertx())
                .withConnectHandler(live::add).build();
        return new SharedConnections(client, live, new StatementWatch(config.slowStatement(), bounds.statementTimeout()));
    }

    private static PoolOptions bounds(PoolOptions pool, Duration acquireTimeout, Duration idleTimeout,
            ServerSettings settings) {
        return pool
                .setName(settings.applicationName())
                .setConnectionTimeout(Math.toIntExact(acquireTimeout.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(idleTimeout.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private PgConnectOptions prepare(PgConnectOptions connect, ServerSettings settings) {
        connect.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        connect.setCachePreparedStatements(true);
        config.url().ifPresent(url -> Tls.apply(url, connect));
        settings.values().forEach(connect::addProperty);
        return connect;
    }
}
