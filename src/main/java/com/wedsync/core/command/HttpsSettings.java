package com.wedsync.core.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/**
 * What {@link HttpsConfig} means to Quarkus. Its own keys for this cannot be given by the environment, where the name of a TLS
 * configuration is lost, and cannot stand in application.properties without values.
 */
public final class HttpsSettings implements ConfigSourceFactory {

    private static final String CONFIGURATION = "quarkus.tls.api.";
    /** Above application.properties, below what an administrator sets. */
    private static final int ORDINAL = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> certificate = value(context, "certificate");
        Optional<String> key = value(context, "key");
        if (certificate.isEmpty() || key.isEmpty()) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(Map.of(
                CONFIGURATION + "key-store.pem.0.cert", certificate.get(),
                CONFIGURATION + "key-store.pem.0.key", key.get(),
                CONFIGURATION + "reload-period", value(context, "reload-every").orElse("1m"),
                CONFIGURATION + "protocols", "TLSv1.3",
                "quarkus.http.tls-configuration-name", "api",
                "quarkus.http.ssl-port", value(context, "port").orElse("8443"),
                "quarkus.http.insecure-requests", "disabled"), "https", ORDINAL));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(HttpsConfig.PREFIX + "." + name)).map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }
}
