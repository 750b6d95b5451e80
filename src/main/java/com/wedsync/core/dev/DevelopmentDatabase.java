package com.wedsync.core.dev;

import java.nio.file.Path;

import com.wedsync.core.command.Preparation;

/** Starts the embedded PostgreSQL of dev mode before the service reads where its database is. */
public final class DevelopmentDatabase implements Preparation {

    private static final String URL = "wedsync.database.url";

    @Override
    public void prepare() {
        if (System.getProperty(URL) != null || System.getenv("WEDSYNC_DATABASE_URL") != null) {
            return;
        }
        EmbeddedServer server = EmbeddedServer.durable(Path.of("target", "development-database").toAbsolutePath());
        Bootstrap.run(server);
        System.setProperty(URL, server.url(Bootstrap.DATABASE));
    }
}
