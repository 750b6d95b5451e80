package com.wedsync.core.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/** A database of its own with the service's schema, and a folder for further scripts. */
final class Playground implements AutoCloseable {

    static final String OWNER = "wedsync_owner";
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String OWN_SCRIPTS = "classpath:db/migration";
    private static final String MIGRATED = "migrated_" + ProcessHandle.current().pid();

    private final EmbeddedServer server;
    private final String database;
    private final Path scripts;
    private final String[] locations;

    private Playground(EmbeddedServer server, String database, Path scripts, String... locations) {
        this.server = server;
        this.database = database;
        this.scripts = scripts;
        this.locations = locations;
    }

    /** One with all the service's own scripts applied. */
    static Playground migrated(Path scripts) throws SQLException {
        EmbeddedServer server = TestServer.get();
        synchronized (Playground.class) {
            if (!exists(server, MIGRATED)) {
                Playground template = named(scripts, MIGRATED);
                template.migrator().migrate("startup", Duration.ZERO, new Silent());
            }
        }
        return create(server, scripts, name(), MIGRATED);
    }

    /** One as the administrator leaves it. */
    static Playground empty(Path scripts) throws SQLException {
        return named(scripts, name());
    }

    /** One without the service's own scripts. */
    static Playground bare(Path scripts) throws SQLException {
        Playground playground = empty(scripts);
        return new Playground(playground.server, playground.database, scripts, "filesystem:" + scripts);
    }

    /** One that has only the scripts up to {@code version}. */
    static Playground upTo(MigrationVersion version, Path scripts) throws SQLException {
        Playground playground = empty(scripts);
        new Flyway(FlywaySettings.on(playground.flyway(), playground.owner().pool()).target(version)).migrate();
        return playground;
    }

    /** The same, under a name of the caller's. */
    static Playground named(Path scripts, String name) throws SQLException {
        Bootstrap.run(TestServer.get());
        return create(TestServer.get(), scripts, name, "wedsync_template");
    }

    /** The database of a service that runs. */
    static Playground of(EmbeddedServer server, String database, Path scripts) {
        return new Playground(server, database, scripts, OWN_SCRIPTS, "filesystem:" + scripts);
    }

    private static String name() {
        return "playground_" + COUNTER.incrementAndGet();
    }

    private static Playground create(EmbeddedServer server, Path scripts, String name, String template) throws SQLException {
        administer(server, "CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER wedsync_owner");
        return new Playground(server, name, scripts, OWN_SCRIPTS, "filesystem:" + scripts);
    }

    /** Adds a script to the service's own. */
    Playground script(String name, String sql) {
        try {
            Files.writeString(scripts.resolve(name), sql);
            return this;
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /** Of a packaged application on it, with {@code further} ones. */
    Map<String, String> settings(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(further);
        settings.put("wedsync.database.url", server.url(database));
        settings.put("wedsync.auth.jwt-secret", Tokens.SECRET);
        return settings;
    }

    Migrator migrator() {
        return migrator(new Limits(Duration.ofSeconds(5), 3));
    }

    Migrator migrator(MigrationConfig config) {
        return new Migrator(owner(), this::flyway, config, Clock.systemUTC());
    }

    DryRun dryRun() {
        return new DryRun(owner(), this::flyway, Clock.systemUTC());
    }

    StatusReader status() {
        return new StatusReader(migrator(), owner(), Clock.systemUTC());
    }

    MigrationResult migrate() {
        return migrator().migrate("tester", Duration.ZERO, new Silent());
    }

    Connection connect() throws SQLException {
        return server.connect(database, OWNER);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs {@code sql} as the administrator, in this database. */
    void administer(String sql) throws SQLException {
        try (Connection connection = server.connect(database, "postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows, as the administrator sees them, whom row level security does not hold. */
    List<String> allRows(String sql) throws SQLException {
        try (Connection connection = server.connect(database, "postgres")) {
            return rows(connection, sql);
        }
    }

    /** The first column of the only row. */
    @Nullable
    String value(String sql) throws SQLException {
        List<String> rows = rows(sql);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** The first column of all rows. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        }
    }

    String database() {
        return database;
    }

    OwnerDatabase owner() {
        PGSimpleDataSource pool = new PGSimpleDataSource();
        String url = "jdbc:" + server.url(database);
        pool.setUrl(url);
        pool.setUser(OWNER);
        return new OwnerDatabase(pool, url, OWNER, null);
    }

    private Configuration flyway() {
        return FlywaySettings.at(locations);
    }

    @Override
    public void close() throws SQLException {
        administer(server, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private static boolean exists(EmbeddedServer server, String name) throws SQLException {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
            return found.next();
        }
    }

    private static void administer(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Nobody listens. */
    record Silent() implements Migrator.Listener {
        @Override
        public void waiting() {
            // nothing to tell
        }

        @Override
        public void running() {
            // nothing to tell
        }
    }

    /** Settings for a test; tries follow each other quickly. */
    record Limits(@Override Duration lockTimeout, @Override int lockRetries) implements MigrationConfig {
        @Override
        public boolean atStart() {
            return true;
        }

        @Override
        public Duration lockRetryDelay() {
            return Duration.ofMillis(10);
        }

        @Override
        public Duration maxWait() {
            return Duration.ofSeconds(30);
        }
    }

    List<String> weddingTables() throws SQLException {
        return rows("SELECT tablename FROM pg_tables WHERE schemaname = 'wedding'");
    }
}
