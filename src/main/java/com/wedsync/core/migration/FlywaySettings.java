package com.wedsync.core.migration;

import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

import io.quarkus.flyway.runtime.QuarkusFlywayResourceProvider;
import io.quarkus.flyway.runtime.QuarkusPathLocationScanner;

/**
 * Where Flyway finds the scripts and keeps its history. Made at the first use, which most starts do not come to
 * ({@link ScriptHistoryRepository}); Quarkus would make its own at each of them, if the owner's data source were active.
 */
@Singleton
class FlywaySettings implements Supplier<Configuration> {

    private final String[] locations;
    private @Nullable Configuration made;

    FlywaySettings(@ConfigProperty(name = "quarkus.flyway.owner.locations") List<String> locations) {
        this.locations = locations.toArray(String[]::new);
    }

    @Override
    public synchronized Configuration get() {
        if (made == null) {
            FluentConfiguration settings = at(locations);
            // native executables have no class path to search: the scripts were found when they were built
            made = settings.javaMigrationClassProvider(List::of)
                    .resourceProvider(new QuarkusFlywayResourceProvider(
                            new QuarkusPathLocationScanner(settings, List.of(settings.getLocations())).scanForResources()));
        }
        return made;
    }

    /**
     * Flyway's own lock must not hold a transaction open: CREATE INDEX CONCURRENTLY would wait for its end
     * for ever, see flyway/flyway#1654.
     */
    static FluentConfiguration at(String... locations) {
        FluentConfiguration settings = new FluentConfiguration()
                .locations(locations)
                .defaultSchema("ops").schemas("ops").createSchemas(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true);
        settings.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return settings;
    }

    /** The same scripts and history table in another place. */
    static FluentConfiguration on(Configuration configuration, DataSource place) {
        return new FluentConfiguration().configuration(configuration).dataSource(place);
    }
}
