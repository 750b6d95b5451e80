package com.wedsync.core.migration;

import javax.sql.DataSource;

import jakarta.inject.Singleton;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;

/** What Flyway needs to know beyond application.properties. */
@Singleton
@FlywayDataSource("owner")
class FlywaySettings implements FlywayConfigurationCustomizer {

    /**
     * Flyway's own lock must not hold a transaction open: CREATE INDEX CONCURRENTLY would wait for its end
     * for ever, see flyway/flyway#1654.
     */
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
    }

    /** The same scripts and history table in another place. */
    static FluentConfiguration on(Configuration configuration, DataSource place) {
        return new FluentConfiguration().configuration(configuration).dataSource(place);
    }
}
