package com.wedsync.core.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes a database expensive to observe: many tables, each with an index and a TOAST table, many sessions in all
 * states, and so many kinds of statements that pg_stat_statements is full.
 */
final class Crowd implements AutoCloseable {

    static final int TABLES = 5_000;
    static final int SESSIONS = 500;
    private static final int KINDS = 5_000;
    private static final int TABLES_A_TRANSACTION = 250;
    private static final int ACTIVE = 20;
    private static final int IN_TRANSACTION = 100;

    private static final String CREATE = """
            DO $$
            BEGIN
              FOR number IN %1$d .. %1$d + %2$d - 1 LOOP
                EXECUTE format('CREATE TABLE crowd.t_%%s (id int PRIMARY KEY, text text)', number);
                EXECUTE format('INSERT INTO crowd.t_%%s SELECT n, repeat(md5(n::text), 4) FROM generate_series(1, %%s) AS n',
                  number, CASE WHEN number %% 10 = 0 THEN 1000 ELSE 1 END);
              END LOOP;
            END
            $$
            """;

    private final PasswordServer server;
    private final List<Connection> sessions = new ArrayList<>();

    private Crowd(PasswordServer server) {
        this.server = server;
    }

    /** Fills {@code server} with tables and sessions. */
    static Crowd gather(PasswordServer server) throws SQLException {
        return gather(server, TABLES, SESSIONS);
    }

    /** The same with {@code tables}, a multiple of 250, and as many kinds of statements as there is room for. */
    static Crowd gather(PasswordServer server, int tables, int sessions) throws SQLException {
        Crowd crowd = new Crowd(server);
        server.execute("CREATE SCHEMA crowd");
        for (int first = 0; first < tables; first += TABLES_A_TRANSACTION) {
            server.execute(CREATE.formatted(first, TABLES_A_TRANSACTION));
        }
        crowd.leaveKindsOfStatements(tables);
        for (int number = 0; number < sessions; number++) {
            crowd.join(number);
        }
        return crowd;
    }

    @Override
    public void close() throws SQLException {
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'crowd'");
    }

    private void leaveKindsOfStatements(int tables) throws SQLException {
        try (Connection session = server.connect(); Statement statement = session.createStatement()) {
            for (int number = 0; number < KINDS; number++) {
                statement.execute("SELECT count(*)" + ", count(text)".repeat(number / tables) + " FROM crowd.t_"
                        + number % tables + " WHERE id < 5");
            }
        }
    }

    private void join(int number) throws SQLException {
        Connection session = server.connect();
        sessions.add(session);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET application_name = 'crowd'");
        }
        if (number < ACTIVE) {
            Thread.ofVirtual().start(() -> sleep(session));
        } else if (number < ACTIVE + IN_TRANSACTION) {
            session.setAutoCommit(false);
            try (Statement statement = session.createStatement()) {
                statement.execute("SELECT count(*) FROM crowd.t_" + number);
            }
        }
    }

    private static void sleep(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute("SELECT pg_sleep(36000)");
        } catch (SQLException ended) {
            // the crowd has left
        }
    }
}
