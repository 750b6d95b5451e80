package com.wedsync.core.isolation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.wedsync.core.access.Caller;
import com.wedsync.core.isolation.Expectations.Entry;
import com.wedsync.core.isolation.Expectations.Row;
import com.wedsync.core.testing.TestDatabase;

/**
 * A transaction of log-in wedsync_app with the rows of the fixture, in which callers enter one after
 * the other; never committed.
 */
final class Stage implements AutoCloseable {

    private static final Caller STAGEHAND = Caller.service("stage");
    /** What a refusal looks like: a missing right or row level security, no caller, a trigger. */
    private static final Set<String> REFUSALS = Set.of("42501", "28000", "WS403", "WS404", "WS409");
    /** A constraint is asked after rights and policies: the caller was let through, the row stays for other reasons. */
    private static final String REFERENCED = "23503";
    /** Of an id that is taken. */
    private static final String DUPLICATE = "23505";

    private final Connection connection;
    private final Cast cast = new Cast();
    /** By table, by label: the primary key as text. */
    private final Map<String, Map<String, String>> keys = new LinkedHashMap<>();
    private final Map<String, String> keyColumns = new LinkedHashMap<>();

    Stage(Expectations expectations) throws SQLException {
        connection = TestDatabase.connect("app");
        connection.setAutoCommit(false);
        enter(STAGEHAND);
        for (Entry table : expectations.tables().values()) {
            keyColumns.put(table.name(), "concat_ws('/', " + String.join(", ", Catalogue.identity(connection, table)) + ")");
            Map<String, String> labels = new LinkedHashMap<>();
            for (Row row : table.rows()) {
                labels.put(row.label(), row.key() != null ? cast.key(row.key()) : insert(table.name(), row));
            }
            keys.put(table.name(), labels);
        }
        leave();
    }

    /** Whether the caller is let through to a table of which the fixture has no row. */
    boolean passes(String statement, String caller) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            enter(cast.caller(caller));
            try (Statement passing = connection.createStatement()) {
                passing.execute(statement);
            }
            return true;
        } catch (SQLException refusal) {
            if (!REFUSALS.contains(refusal.getSQLState())) {
                throw refusal;
            }
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    /** The labels of the rows that the caller sees. */
    Set<String> seen(String table, String caller) throws SQLException {
        return as(caller, () -> labels(table, rows("SELECT " + keyColumns.get(table) + ", '' FROM " + table).keySet()));
    }

    /** Whether the caller changes this row by {@code UPDATE … SET clause WHERE} it is this row. */
    boolean updates(String table, String label, String clause, String caller) throws SQLException {
        return succeeds(caller, "UPDATE " + table + " SET " + cast.sql(clause, caller) + where(table, label));
    }

    boolean deletes(String table, String label, String caller) throws SQLException {
        return succeeds(caller, "DELETE FROM " + table + where(table, label));
    }

    boolean inserts(String table, String values, String caller) throws SQLException {
        return succeeds(caller, "INSERT INTO " + table + " " + cast.sql(values, caller));
    }

    /** The labels of the rows that a statement without WHERE, which needs no right to read, has changed or removed. */
    Set<String> touchedBlindly(String table, String statement, String caller) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Map<String, String> was = states(table);
            enter(cast.caller(caller));
            execute(cast.sql(statement, caller));
            leave();
            Map<String, String> is = states(table);
            return labels(table, was.entrySet().stream().filter(row -> !row.getValue().equals(is.get(row.getKey())))
                    .map(Map.Entry::getKey).collect(Collectors.toSet()));
        } catch (SQLException refusal) {
            return Set.of();
        } finally {
            connection.rollback(before);
        }
    }

    /** Whether the condition holds for the caller; {@code entering} if it does not enter by itself. */
    boolean holds(String condition, boolean entering, String caller) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            if (entering) {
                enter(cast.caller(caller));
            }
            return rows("SELECT coalesce(" + cast.sql(condition, caller) + ", false), ''").containsKey("t");
        } catch (SQLException refusal) {
            if (!REFUSALS.contains(refusal.getSQLState()) && !DUPLICATE.equals(refusal.getSQLState())) {
                throw new SQLException(caller + ": " + condition, refusal);
            }
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private boolean succeeds(String caller, String statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            enter(cast.caller(caller));
            return execute(statement) > 0;
        } catch (SQLException refusal) {
            if (REFERENCED.equals(refusal.getSQLState()) && statement.startsWith("DELETE")) {
                return true;
            }
            if (!REFUSALS.contains(refusal.getSQLState()) && "service".equals(caller)) {
                throw new SQLException(caller + ": " + statement, refusal);
            }
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    private interface Question {
        Set<String> ask() throws SQLException;
    }

    private Set<String> as(String caller, Question question) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            enter(cast.caller(caller));
            return question.ask();
        } catch (SQLException refusal) {
            if (!REFUSALS.contains(refusal.getSQLState())) {
                throw refusal;
            }
            return Set.of();
        } finally {
            connection.rollback(before);
        }
    }

    private String insert(String table, Row row) throws SQLException {
        return rows("INSERT INTO " + table + " " + cast.sql(Objects.requireNonNull(row.values()), "service") + " RETURNING "
                + keyColumns.get(table) + ", ''").keySet().iterator().next();
    }

    private Map<String, String> states(String table) throws SQLException {
        enter(STAGEHAND);
        Map<String, String> states = rows("SELECT " + keyColumns.get(table) + ", ROW("
                + String.join(", ", Catalogue.readableBy(connection, table, "wedsync_service")) + ")::text FROM " + table
                + " WHERE " + keyColumns.get(table) + " IN ('" + String.join("', '", known(table).values()) + "')");
        leave();
        return states;
    }

    private String where(String table, String label) {
        return " WHERE " + keyColumns.get(table) + " = '" + known(table).get(label) + "'";
    }

    private Set<String> labels(String table, Set<String> found) {
        return known(table).entrySet().stream().filter(row -> found.contains(row.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, String> known(String table) {
        return Objects.requireNonNull(keys.get(table));
    }

    private void enter(Caller caller) throws SQLException {
        rows("SELECT access.enter('" + caller.id() + "'), ''");
    }

    private void leave() throws SQLException {
        execute("RESET ROLE");
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private Map<String, String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            Map<String, String> all = new LinkedHashMap<>();
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
            return all;
        }
    }
}
