package com.wedsync.core.migration;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.wedsync.core.database.DatabaseConfig;

/** Gives the {@link Migrator} and its like the database of the owner's log-in. */
@Singleton
class MigratorProducer {

    @Produces
    @Singleton
    OwnerDatabase owner(OwnerPool pool, DatabaseConfig config) {
        return new OwnerDatabase(pool.connections(), pool.url(), config.owner().username(),
                config.owner().password().orElse(null));
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
