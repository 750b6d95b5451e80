package com.wedsync.core.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

import com.wedsync.core.database.DatabaseConfig;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings of a replica of an environment, as the service itself reads them. */
record Settings(SmallRyeConfig config) {

    static Settings of(Kustomization environment) {
        try {
            return new Settings(new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(
                            new PropertiesConfigSource(Path.of("src/main/resources/application.properties").toUri().toURL()),
                            new EnvConfigSource(environment.settings(), 300))
                    .withConverter(Duration.class, 300, new DurationConverter())
                    .withMapping(DatabaseConfig.class)
                    .build());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    DatabaseConfig database() {
        return config.getConfigMapping(DatabaseConfig.class);
    }

    int number(String key, int defaultValue) {
        return config.getOptionalValue(key, Integer.class).orElse(defaultValue);
    }

    Duration duration(String key) {
        return config.getValue(key, Duration.class);
    }

    Duration duration(String key, Duration defaultValue) {
        return config.getOptionalValue(key, Duration.class).orElse(defaultValue);
    }
}
