package com.wedsync.core.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/** A real PostgreSQL from a Maven artifact, on a loopback port, with pg_stat_statements preloaded. */
public final class EmbeddedServer implements AutoCloseable {

    private static final Map<String, String> ALWAYS = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "track_io_timing", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "");

    /** Seconds. */
    private static final String PATIENCE = "?connectTimeout=10&socketTimeout=300";

    private final int port;
    private final @Nullable EmbeddedPostgres process;

    private EmbeddedServer(int port, @Nullable EmbeddedPostgres process) {
        this.port = port;
        this.process = process;
    }

    /** Starts a server on an empty, temporary directory; fast rather than durable. */
    public static EmbeddedServer temporary(Map<String, String> settings, @Nullable PgBinaryResolver binaries) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("fsync", "off");
        if (binaries != null) {
            builder.setPgBinaryResolver(binaries);
        }
        return start(builder, settings);
    }

    /** Starts a server on {@code directory}, durable, or finds the one that still runs there. */
    public static EmbeddedServer durable(Path directory) {
        Integer running = runningPort(directory);
        if (running != null) {
            return new EmbeddedServer(running, null);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false);
        return start(builder, Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));
    }

    private static EmbeddedServer start(EmbeddedPostgres.Builder builder, Map<String, String> settings) {
        builder.setLocaleConfig("locale", "C").setLocaleConfig("encoding", "UTF8")
                .setPGStartupWait(Duration.ofSeconds(60));
        ALWAYS.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        try {
            EmbeddedPostgres process = builder.start();
            return new EmbeddedServer(process.getPort(), process);
        } catch (IOException impossible) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", impossible);
        }
    }

    /** The loopback port. */
    public int port() {
        return port;
    }

    /** {@code postgresql://…}, as the setting wedsync.database.url wants it. */
    public String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection as {@code user}; the server trusts loopback. A server that stays silent for long fails its statement. */
    public Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(database) + PATIENCE, user, "");
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
    }

    /** A server started by a JVM that was killed lives on; its port stands in the fourth line of postmaster.pid. */
    private static @Nullable Integer runningPort(Path directory) {
        Path pidFile = directory.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            if (lines.size() < 4) {
                return null;
            }
            int port = Integer.parseInt(lines.get(3).strip());
            EmbeddedServer candidate = new EmbeddedServer(port, null);
            try (Connection connection = candidate.connect("postgres", "postgres")) {
                return connection.isValid(2) ? port : null;
            }
        } catch (IOException | SQLException | NumberFormatException gone) {
            return null;
        }
    }
}
