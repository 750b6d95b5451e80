package com.wedsync.core.migration;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.wedsync.core.database.DatabaseConfig;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;

/** Gives the {@link Migrator} and its like the database of the owner's log-in. */
@Singleton
class MigratorProducer {

    @Produces
    @Singleton
    OwnerDatabase owner(@DataSource("owner") AgroalDataSource pool, DatabaseConfig config) {
        String url = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration().jdbcUrl();
        return new OwnerDatabase(pool, url, config.owner().username(), config.owner().password().orElse(null));
    }

    @Produces
    @Singleton
    Migrator migrator(OwnerDatabase owner, FlywaySettings flyway, MigrationConfig config, Clock clock) {
        return new Migrator(owner, flyway, config, clock);
    }

    @Produces
    @Singleton
    DryRun dryRun(OwnerDatabase owner, FlywaySettings flyway, Clock clock) {
        return new DryRun(owner, flyway, clock);
    }

    @Produces
    @Singleton
    StatusReader statusReader(Migrator migrator, OwnerDatabase owner, Clock clock) {
        return new StatusReader(migrator, owner, clock);
    }
}
