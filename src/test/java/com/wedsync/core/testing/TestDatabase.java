package com.wedsync.core.testing;

import java.util.HashMap;
import java.util.Map;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Points a service under test at the {@link TestServer}, or at the server that {@code wedsync.test.database.url} names. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("wedsync.auth.jwt-secret", Tokens.SECRET);
        String external = System.getProperty("wedsync.test.database.url");
        if (external == null) {
            EmbeddedServer server = TestServer.get();
            Bootstrap.run(server);
            settings.put("wedsync.database.url", server.url(Bootstrap.DATABASE));
        } else {
            settings.put("wedsync.database.url", external);
            for (String login : new String[] { "owner", "app", "ops" }) {
                settings.put("wedsync.database." + login + ".password",
                        System.getenv("WEDSYNC_TEST_" + login.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD"));
            }
        }
        return settings;
    }

    @Override
    public void stop() {
        // the server is shared by the whole run and ends with the JVM
    }
}
