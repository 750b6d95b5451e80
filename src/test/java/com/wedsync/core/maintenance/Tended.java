package com.wedsync.core.maintenance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestServer;

/** A schema with tables to be tended, made anew for each test. */
final class Tended implements BeforeEachCallback, AfterEachCallback {

    static final String OWNER = "wedsync_owner";
    static final String ADMINISTRATOR = "postgres";

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Service.awaitSchema();
        afterEach(context);
        execute(OWNER,
                "CREATE SCHEMA tended",
                "GRANT USAGE ON SCHEMA tended TO wedsync_ops",
                "CREATE TABLE tended.thing (id integer PRIMARY KEY, name text, note text)",
                "INSERT INTO tended.thing SELECT n, 'thing ' || n, repeat('x', 200) FROM generate_series(1, 3000) AS n",
                "CREATE INDEX thing_name_idx ON tended.thing (name)",
                "CREATE TABLE tended.other (id integer PRIMARY KEY)",
                "CREATE VIEW tended.thing_view AS SELECT id FROM tended.thing",
                "CREATE SEQUENCE tended.thing_sequence",
                "CREATE MATERIALIZED VIEW tended.thing_count AS SELECT count(*) AS things FROM tended.thing");
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        execute(ADMINISTRATOR, "DROP SCHEMA IF EXISTS tended CASCADE");
    }

    static Connection connect(String user) throws SQLException {
        return TestServer.get().connect(Bootstrap.DATABASE, user);
    }

    static void execute(String user, String... statements) throws SQLException {
        try (Connection connection = connect(user); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The single value that {@code sql} gives. */
    static String read(String sql) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    /** A session whose snapshot a REINDEX CONCURRENTLY has to wait for, without a lock on anything that is tended. */
    static Connection oldSnapshot() throws SQLException {
        Connection connection = transaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM wedding.couple");
        }
        return connection;
    }

    /** A session in a transaction that has run {@code sql}; to be closed by the test. */
    static Connection transaction(String sql) throws SQLException {
        Connection connection = connect(ADMINISTRATOR);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }
}
