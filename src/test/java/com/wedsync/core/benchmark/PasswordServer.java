package com.wedsync.core.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.Tokens;

/**
 * A prepared PostgreSQL of its own that asks the service for passwords, as production does: SCRAM is a part of what
 * a new connection costs.
 */
final class PasswordServer implements AutoCloseable {

    /** As in k8s/postgresql/cluster.yaml. */
    private static final String SHARED_BUFFERS = "512MB";
    private static final String PASSWORD = "a-password-of-the-benchmarks";
    private static final String RULES = """
            host all postgres 127.0.0.1/32 trust
            host all all      127.0.0.1/32 scram-sha-256
            """;

    private final EmbeddedServer server;
    private final Path rules;

    private PasswordServer(EmbeddedServer server, Path rules) {
        this.server = server;
        this.rules = rules;
    }

    static PasswordServer start() throws SQLException {
        try {
            Path rules = Files.createTempFile("pg_hba", ".conf");
            Files.writeString(rules, RULES);
            EmbeddedServer server = EmbeddedServer
                    .temporary(Map.of("max_connections", "600", "shared_buffers", SHARED_BUFFERS, "hba_file", rules.toString()),
                            null);
            Bootstrap.run(server);
            PasswordServer started = new PasswordServer(server, rules);
            for (String login : new String[] { "owner", "app", "ops" }) {
                started.execute("ALTER ROLE wedsync_" + login + " PASSWORD '" + PASSWORD + "'");
            }
            return started;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What a service needs to know to run on this server. */
    Map<String, String> settings() {
        return Map.of("WEDSYNC_DATABASE_URL", server.url(Bootstrap.DATABASE),
                "WEDSYNC_DATABASE_OWNER_PASSWORD", PASSWORD,
                "WEDSYNC_DATABASE_APP_PASSWORD", PASSWORD,
                "WEDSYNC_DATABASE_OPS_PASSWORD", PASSWORD,
                "WEDSYNC_DATABASE_REQUIRE_TLS", "false",
                "WEDSYNC_AUTH_JWT_SECRET", Tokens.SECRET);
    }

    String url() {
        return server.url(Bootstrap.DATABASE);
    }

    /** A session of the administrator in the service's database. */
    Connection connect() throws SQLException {
        return server.connect(Bootstrap.DATABASE, "postgres");
    }

    /** The process that all others of the server descend from. */
    long postmaster() throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement
                        .executeQuery("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException impossible) {
            throw new IOException(impossible);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Fills the migrated database with the believable season of the development mode. */
    void loadDemoData() throws SQLException {
        Bootstrap.runScript(server, Bootstrap.DATABASE, "demo/demo-data.sql");
    }

    /** The same with {@code couples} couples, a hundred guests each, and a supplier for every twenty of them. */
    void loadDemoData(int couples) throws SQLException {
        execute("ALTER DATABASE " + Bootstrap.DATABASE + " SET wedsync.demo_couples = " + couples);
        execute("ALTER DATABASE " + Bootstrap.DATABASE + " SET wedsync.demo_suppliers = " + Math.max(10, couples / 20));
        loadDemoData();
    }

    /** Some of those who are there now. */
    List<Partner> partners() throws SQLException {
        try (Connection administrator = connect()) {
            return Partner.some(administrator);
        }
    }

    /** Migrates by the packaged service, fills the database as {@link #loadDemoData(int)} does, and says who is there. */
    List<Partner> season(int couples) throws Exception {
        ServiceProcess.start(Artifact.built().getFirst(), settings()).close();
        loadDemoData(couples);
        return partners();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(rules);
    }
}
