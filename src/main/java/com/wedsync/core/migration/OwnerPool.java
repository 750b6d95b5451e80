package com.wedsync.core.migration;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.postgresql.Driver;

import com.wedsync.core.database.DatabaseConfig;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.pool.DataSource;

/**
 * Connections of the owner's log-in for short look-ups; the sessions that execute scripts are not pooled. Opens none before it
 * is asked. Quarkus would make it, and a Flyway for it, at each start.
 */
@Singleton
public class OwnerPool {

    /** Counted in the budget of connections (docs/deployment.md). */
    public static final int MAX_SIZE = 3;

    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);
    /** Of a start that is a command without settings, which asks for no database. */
    private static final String NOWHERE = "postgresql://not-configured.invalid/none";

    private final String url;
    private final AgroalDataSource connections;

    OwnerPool(DatabaseConfig config) {
        url = "jdbc:" + config.url().orElse(NOWHERE);
        connections = new DataSource(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool
                        .initialSize(0).minSize(0).maxSize(MAX_SIZE)
                        .acquisitionTimeout(ACQUIRE_TIMEOUT)
                        .reapTimeout(IDLE_TIMEOUT)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> connect(factory, url, config.owner())))
                .get());
    }

    String url() {
        return url;
    }

    AgroalDataSource connections() {
        return connections;
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    private static AgroalConnectionFactoryConfigurationSupplier connect(AgroalConnectionFactoryConfigurationSupplier factory,
            String url, DatabaseConfig.Login owner) {
        owner.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
        return factory
                .connectionProviderClass(Driver.class)
                .jdbcUrl(url)
                .principal(new NamePrincipal(owner.username()))
                .jdbcProperty("ApplicationName", "wedsync-owner")
                .jdbcProperty("connectTimeout", "3")
                .jdbcProperty("socketTimeout", "30")
                .jdbcProperty("tcpKeepAlive", "true")
                .jdbcProperty("sslfactory", Tls13SocketFactory.class.getName());
    }
}
