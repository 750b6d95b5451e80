package com.wedsync.core.dev;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.command.Preparation;

/** Starts the embedded PostgreSQL of dev mode before the service reads where its database is. */
public final class DevelopmentDatabase implements Preparation {

    private static final String URL = "wedsync.database.url";

    private static @Nullable EmbeddedServer server;

    /** The server of this process; {@code null} if the developer named another database. */
    static @Nullable EmbeddedServer started() {
        return server;
    }

    @Override
    public void prepare() {
        if (System.getProperty(URL) != null || System.getenv("WEDSYNC_DATABASE_URL") != null) {
            return;
        }
        server = EmbeddedServer.durable(Path.of("target", "development-database").toAbsolutePath());
        Bootstrap.run(server);
        System.setProperty(URL, server.url(Bootstrap.DATABASE));
    }
}
