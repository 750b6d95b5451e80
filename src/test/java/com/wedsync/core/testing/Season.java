package com.wedsync.core.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Couples and suppliers for a test, written past the API by the service role; each call makes new ones. */
public final class Season {

    /** A couple with one partner. */
    public record Couple(UUID id, UUID partner) {
    }

    /** A supplier with one member, its owner. */
    public record Supplier(UUID id, UUID owner) {
    }

    /** Kept from call to call: a new one has all triggers and policies to prepare anew. */
    private static final Queue<Connection> IDLE = new ConcurrentLinkedQueue<>();

    private Season() {
    }

    public static Couple couple() throws SQLException {
        Couple couple = new Couple(UUID.randomUUID(), UUID.randomUUID());
        run("INSERT INTO wedding.couple (id, name) VALUES (?, 'Emma & Jake')", couple.id());
        member(couple, couple.partner(), "partner");
        return couple;
    }

    /** Adds a member with role {@code partner} or {@code planner}. */
    public static void member(Couple couple, UUID user, String role) throws SQLException {
        run("INSERT INTO wedding.couple_member (couple_id, user_id, role) VALUES (?, ?, ?)", couple.id(), user, role);
    }

    public static Supplier supplier() throws SQLException {
        Supplier supplier = new Supplier(UUID.randomUUID(), UUID.randomUUID());
        run("INSERT INTO wedding.supplier (id, name, category) VALUES (?, 'Larkhill Farm', 'venue')", supplier.id());
        run("INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES (?, ?, 'owner')", supplier.id(),
                supplier.owner());
        return supplier;
    }

    /** Connects the two, or brings their connection into {@code status}. */
    public static void connection(Couple couple, Supplier supplier, String status) throws SQLException {
        run("""
                INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, accepted_at, ended_at)
                VALUES (?, ?, ?, 'couple', CASE WHEN ? IN ('active', 'ended') THEN now() END,
                    CASE WHEN ? IN ('ended', 'declined') THEN now() END)
                ON CONFLICT (couple_id, supplier_id) DO UPDATE SET status = excluded.status""",
                couple.id(), supplier.id(), status, status, status);
    }

    public static UUID guest(Couple couple, String name) throws SQLException {
        UUID id = UUID.randomUUID();
        run("INSERT INTO wedding.guest (couple_id, id, name) VALUES (?, ?, ?)", couple.id(), id, name);
        return id;
    }

    /** Runs one statement as the service role, once the service under test has migrated its database. */
    public static void run(String sql, Object... values) throws SQLException {
        texts(sql, values);
    }

    /** Runs one statement as {@link #run} does; the first column of its rows, if it has any. */
    public static List<String> texts(String sql, Object... values) throws SQLException {
        Schema.await();
        Connection connection = IDLE.poll();
        if (connection == null) {
            connection = TestDatabase.connect("app");
            connection.setAutoCommit(false);
        }
        boolean committed = false;
        try {
            List<String> texts = texts(connection, sql, values);
            connection.commit();
            committed = true;
            return texts;
        } finally {
            if (committed) {
                IDLE.add(connection);
            } else {
                connection.close();
            }
        }
    }

    private static List<String> texts(Connection connection, String sql, Object... values) throws SQLException {
        try (Statement entry = connection.createStatement()) {
            entry.execute("SELECT access.enter('service:tests')");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? texts(statement.getResultSet()) : List.of();
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(String.valueOf(rows.getString(1)));
        }
        return texts;
    }
}
