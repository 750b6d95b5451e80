package com.wedsync.core.dev;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.command.Preparation;

/**
 * Starts the embedded PostgreSQL of dev mode before the service reads where its database is, and settles what a developer need
 * not. Here and not in a profile: nothing of it is in the production package.
 */
public final class DevelopmentDatabase implements Preparation {

    private static final String URL = "wedsync.database.url";

    private static @Nullable EmbeddedServer server;

    /** The server of this process; {@code null} if the developer named another database. */
    static @Nullable EmbeddedServer started() {
        return server;
    }

    @Override
    public void prepare() {
        setUnlessGiven("wedsync.auth.jwt-secret", "WEDSYNC_AUTH_JWT_SECRET", "development-secret-known-to-everybody");
        setUnlessGiven("wedsync.database.require-tls", "WEDSYNC_DATABASE_REQUIRE_TLS", "false");
        if (System.getProperty(URL) != null || System.getenv("WEDSYNC_DATABASE_URL") != null) {
            return;
        }
        server = EmbeddedServer.durable(Path.of("target", "development-database").toAbsolutePath());
        Bootstrap.run(server);
        System.setProperty(URL, server.url(Bootstrap.DATABASE));
    }

    private static void setUnlessGiven(String property, String environment, String value) {
        if (System.getProperty(property) == null && System.getenv(environment) == null) {
            System.setProperty(property, value);
        }
    }
}
