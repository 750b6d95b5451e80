package com.wedsync.core.migration;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.flywaydb.core.Flyway;

import com.wedsync.core.database.DatabaseConfig;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;

/** Gives the {@link Migrator} its database and Quarkus' configuration of Flyway. */
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
    Migrator migrator(OwnerDatabase owner, @FlywayDataSource("owner") Flyway flyway, MigrationConfig config, Clock clock) {
        return new Migrator(owner, flyway.getConfiguration(), config, clock);
    }

    @Produces
    @Singleton
    DryRun dryRun(OwnerDatabase owner, @FlywayDataSource("owner") Flyway flyway, Clock clock) {
        return new DryRun(owner, flyway.getConfiguration(), clock);
    }

    @Produces
    @Singleton
    StatusReader statusReader(Migrator migrator, OwnerDatabase owner, Clock clock) {
        return new StatusReader(migrator, owner, clock);
    }
}
