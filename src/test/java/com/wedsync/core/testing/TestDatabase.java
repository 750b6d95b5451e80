package com.wedsync.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Points a service under test at the {@link TestServer}, or at the server that {@code wedsync.test.database.url} names. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final @Nullable String EXTERNAL = System.getProperty("wedsync.test.database.url");

    /** The keys for secrets of services under test; k2 is current. */
    public static final String SECRET_KEY_1 = "an-older-key-of-the-test-suite-0123456789";
    public static final String SECRET_KEY_2 = "the-current-key-of-the-test-suite-0123456789";

    /** Of the packaged service; a service inside the test's process takes any free port. */
    private static final int MANAGEMENT_PORT = freePort();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("wedsync.auth.jwt-secret", Tokens.SECRET);
        settings.put("wedsync.database.require-tls", "false");
        settings.put("wedsync.secrets.keys.k1", SECRET_KEY_1);
        settings.put("wedsync.secrets.keys.k2", SECRET_KEY_2);
        settings.put("wedsync.secrets.current", "k2");
        // tests say themselves when changes are forgotten
        settings.put("wedsync.sync.keep", "365000d");
        // all classes of a run are one address
        settings.put("wedsync.rate-limit.anonymous-per-minute", "1000000");
        settings.put("wedsync.rate-limit.anonymous-burst", "1000000");
        settings.put("quarkus.management.port", Integer.toString(MANAGEMENT_PORT));
        if (EXTERNAL == null) {
            EmbeddedServer server = TestServer.get();
            Bootstrap.run(server);
            settings.put("wedsync.database.url", server.url(Bootstrap.DATABASE));
        } else {
            settings.put("wedsync.database.url", EXTERNAL);
            for (String login : List.of("owner", "app", "ops")) {
                settings.put("wedsync.database." + login + ".password", password(login));
            }
        }
        return settings;
    }

    /** A connection as one of the service's log-ins: {@code owner}, {@code app} or {@code ops}. */
    public static Connection connect(String login) throws SQLException {
        return EXTERNAL == null ? TestServer.get().connect(Bootstrap.DATABASE, "wedsync_" + login)
                : DriverManager.getConnection("jdbc:" + EXTERNAL, "wedsync_" + login, password(login));
    }

    /** Whether the server is the {@link TestServer}, and so one that tests may administer. */
    public static boolean isEmbedded() {
        return EXTERNAL == null;
    }

    /** The management plane of the packaged service under test. */
    public static URI management() {
        return URI.create("http://localhost:" + MANAGEMENT_PORT + "/q");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String password(String login) {
        return Objects.requireNonNull(System.getenv("WEDSYNC_TEST_" + login.toUpperCase(Locale.ROOT) + "_PASSWORD"));
    }

    @Override
    public void stop() {
        // the server is shared by the whole run and ends with the JVM
    }
}
