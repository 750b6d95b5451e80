package com.wedsync.core.database;

import java.time.Duration;
import java.util.Objects;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;

/** Makes the data plane's pool and, beside it, the connections that its reads share and those that its writes share. */
@Singleton
class AppPoolCreator implements PgPoolCreator {

    /**
     * Writes of one statement do not wait for writers of the same tenant; others must not wait behind what else they may meet.
     */
    private static final Duration WRITES_LOCK_TIMEOUT = Duration.ofMillis(100);

    private final PoolFactory factory;
    private final DatabaseConfig config;
    private @Nullable SharedConnections reads;
    private @Nullable SharedConnections writes;
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
        writes = factory.createShared(input, config.writes(),
                ServerSettings.of("wedsync-writes", config.writes().statementTimeout()).lockTimeout(WRITES_LOCK_TIMEOUT)
                        .ofFunctions());
        Pool pool = factory.create(input, bounds.acquireTimeout(), bounds.idleTimeout(),
                ServerSettings.of("wedsync-app", bounds.statementTimeout()).lockTimeout(bounds.lockTimeout()).ofFunctions());
        target = new PgConnectOptions(input.pgConnectOptionsList().getFirst());
        return pool;
    }

    /** The shared connections to the same database, made together with the pool. */
    SharedConnections reads() {
        return Objects.requireNonNull(reads, "the pool is made at start");
    }

    /** The same for writes: reads do not wait behind a commit. */
    SharedConnections writes() {
        return Objects.requireNonNull(writes, "the pool is made at start");
    }

    /** Where the pool connects to, for a connection outside of it. */
    PgConnectOptions target() {
        return new PgConnectOptions(Objects.requireNonNull(target, "the pool is made at start"));
    }
}
