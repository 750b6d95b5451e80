package com.wedsync.core.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;

/** Gives each plane its {@link Database}. */
@Singleton
class Databases {

    @Produces
    @Singleton
    @App
    Database app(Pool pool, DatabaseConfig config) {
        DatabaseConfig.AppPool bounds = config.appPool();
        return new Database(pool, bounds.maxSize(), new StatementWatch(config.slowStatement(), bounds.statementTimeout()));
    }

    @Produces
    @Singleton
    @Ops
    Database ops(@ReactiveDataSource("ops") Pool pool, DatabaseConfig config) {
        DatabaseConfig.OpsPool bounds = config.opsPool();
        return new Database(pool, bounds.maxSize(), new StatementWatch(config.slowStatement(), bounds.statementTimeout()));
    }
}
