package com.wedsync.core.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Does on an embedded server what an administrator does with bootstrap.sh: databases, log-ins, extensions. */
public final class Bootstrap {

    /** The database the service owns. */
    public static final String DATABASE = "wedsync";
    private static final String TEMPLATE = "wedsync_template";
    private static final String ADMINISTRATOR = "postgres";
    private static final String SCRIPT = "bootstrap/bootstrap.sql";

    private Bootstrap() {
    }

    /** Prepares {@code server}; doing it again changes nothing. */
    public static void run(EmbeddedServer server) {
        try {
            createIfMissing(server, DATABASE);
            runScript(server, DATABASE, SCRIPT);
            administer(server, "ALTER DATABASE " + DATABASE + " OWNER TO wedsync_owner");
            prepareTemplate(server);
        } catch (SQLException impossible) {
            throw new IllegalStateException("The embedded PostgreSQL cannot be prepared", impossible);
        }
    }

    /** The template carries the extensions that the owner may not create in a throw-away database. */
    private static void prepareTemplate(EmbeddedServer server) throws SQLException {
        createIfMissing(server, TEMPLATE);
        administer(server, "ALTER DATABASE " + TEMPLATE + " ALLOW_CONNECTIONS true");
        runScript(server, TEMPLATE, SCRIPT);
        administer(server, "ALTER DATABASE " + TEMPLATE + " IS_TEMPLATE true ALLOW_CONNECTIONS false");
    }

    private static void administer(EmbeddedServer server, String statement) throws SQLException {
        try (Connection connection = server.connect("postgres", ADMINISTRATOR);
                Statement administration = connection.createStatement()) {
            administration.execute(statement);
        }
    }

    /** Runs a script of the class path as the server's administrator. */
    public static void runScript(EmbeddedServer server, String database, String resource) throws SQLException {
        try (Connection connection = server.connect(database, ADMINISTRATOR);
                Statement statement = connection.createStatement()) {
            statement.execute(read(resource));
        }
    }

    private static void createIfMissing(EmbeddedServer server, String database) throws SQLException {
        try (Connection connection = server.connect("postgres", ADMINISTRATOR);
                Statement statement = connection.createStatement();
                ResultSet found = statement
                        .executeQuery("SELECT 1 FROM pg_catalog.pg_database WHERE datname = '" + database + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + database);
            }
        }
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(
                Bootstrap.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
