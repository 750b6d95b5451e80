package com.wedsync.core.migration.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import com.wedsync.core.migration.safety.Step.State;
import com.wedsync.core.testing.TestServer;

/** A few tables as the running version knows them, and statements that are judged as those of a script. */
final class Bench implements AutoCloseable {

    private static final String FIXTURE = """
            DROP SCHEMA IF EXISTS play CASCADE;
            CREATE SCHEMA play;
            CREATE TYPE play.side AS ENUM ('left', 'right');
            CREATE TABLE play.couple (id bigint, CONSTRAINT couple_pkey PRIMARY KEY (id));
            CREATE TABLE play.guest (
                id bigint GENERATED ALWAYS AS IDENTITY, couple bigint, name text, seat text NOT NULL DEFAULT 'none', age numeric(3),
                CONSTRAINT guest_pkey PRIMARY KEY (id), CONSTRAINT guest_name_key UNIQUE (name));
            CREATE INDEX guest_couple_idx ON play.guest (couple);
            CREATE VIEW play.pair AS SELECT id, id + 1 AS next FROM play.couple;
            CREATE VIEW play.odd AS SELECT id AS "a.b" FROM play.couple;
            CREATE FUNCTION play.twice(value integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * value';
            CREATE FUNCTION play.more(value integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1 + value';
            GRANT SELECT ON play.pair, play.guest TO PUBLIC;
            """;

    private final Connection connection;
    private Catalogue base;

    private Bench(Connection connection) throws SQLException {
        this.connection = connection;
        execute(FIXTURE);
        base = CatalogueReader.read(connection);
    }

    static Bench open() throws SQLException {
        return new Bench(TestServer.get().connect("postgres", "postgres"));
    }

    /** From now on, the running version knows what is there. */
    void look() throws SQLException {
        base = CatalogueReader.read(connection);
    }

    /** What is suspected of a script in a transaction, which is rolled back. */
    List<Suspicion> transaction(String sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            State before = state();
            execute(sql);
            return Judge.suspicions(new Step(true, List.of(sql), base, before, state(), LockReader.read(connection)));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What is suspected of one statement of a script without a transaction. */
    List<Suspicion> statement(String sql) throws SQLException {
        State before = state();
        execute(sql);
        return Judge.suspicions(new Step(false, List.of(sql), base, before, state(), Map.of()));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    State state() throws SQLException {
        return new State(CatalogueReader.read(connection), value("SELECT current_setting('lock_timeout')"),
                value("SELECT transaction_timestamp()::text"));
    }

    String value(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA play CASCADE");
        connection.close();
    }
}
