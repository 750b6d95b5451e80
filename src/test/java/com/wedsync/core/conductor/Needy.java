package com.wedsync.core.conductor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.TestServer;

/** A schema whose tables need all kinds of maintenance, and one that needs none. */
final class Needy {

    private static final String OWNER = "wedsync_owner";
    private static final String ADMINISTRATOR = "postgres";
    private static final String ALONE = "autovacuum_enabled = off, toast.autovacuum_enabled = off";

    private Needy() {
    }

    static void create() throws Exception {
        drop();
        // forced freezing of a table with a lowered age would be quicker than the test
        administer("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
        execute(OWNER,
                "CREATE SCHEMA needy",
                "GRANT USAGE ON SCHEMA needy TO wedsync_ops",
                // never due by itself: what makes it due is done below
                "CREATE TABLE needy.old (id int) WITH (" + ALONE + ", autovacuum_freeze_max_age = 100000)",
                "INSERT INTO needy.old SELECT generate_series(1, 100)",
                "CREATE TABLE needy.aging (id int) WITH (" + ALONE + ", autovacuum_freeze_max_age = 150000)",
                "INSERT INTO needy.aging SELECT generate_series(1, 100)",
                "CREATE TABLE needy.dead (id int, note text) WITH (" + ALONE + ")",
                "INSERT INTO needy.dead SELECT n, repeat('x', 100) FROM generate_series(1, 20000) AS n",
                "CREATE TABLE needy.stale (id int) WITH (" + ALONE
                        + ", autovacuum_vacuum_insert_threshold = -1)",
                "INSERT INTO needy.stale SELECT generate_series(1, 1000)",
                "CREATE TABLE needy.bloated (id bigint, name text) WITH (" + ALONE + ")",
                "CREATE INDEX bloated_name_idx ON needy.bloated (name)",
                "CREATE INDEX bloated_id_idx ON needy.bloated (id)",
                "INSERT INTO needy.bloated SELECT n, md5(n::text) FROM generate_series(1, 100000) AS n",
                "CREATE TABLE needy.healthy (id bigint PRIMARY KEY, name text) WITH (" + ALONE + ")",
                "INSERT INTO needy.healthy SELECT n, md5(n::text) FROM generate_series(1, 200000) AS n");
        execute(OWNER, "DELETE FROM needy.bloated WHERE (ctid::text::point)[1]::int % 2 = 0",
                "REINDEX INDEX needy.bloated_id_idx");
        age(100_050);
        execute(OWNER, "VACUUM (FREEZE, ANALYZE) needy.healthy", "VACUUM (FREEZE, ANALYZE) needy.bloated",
                "VACUUM (FREEZE, ANALYZE) needy.dead", "VACUUM (FREEZE, ANALYZE) needy.stale", "ANALYZE needy.old",
                "ANALYZE needy.aging");
        execute(OWNER, "INSERT INTO needy.stale SELECT generate_series(1, 500)", "DELETE FROM needy.dead WHERE id % 2 = 0",
                "ANALYZE needy.dead");
    }

    private static void age(int transactions) throws SQLException {
        administer("""
                DO $$
                BEGIN
                    FOR i IN 1..%d LOOP
                        PERFORM pg_current_xact_id();
                        COMMIT;
                    END LOOP;
                END
                $$""".formatted(transactions));
    }

    static void drop() throws SQLException {
        administer("DROP SCHEMA IF EXISTS needy CASCADE", "ALTER SYSTEM RESET autovacuum", "SELECT pg_reload_conf()");
        forgetRounds();
    }

    static void forgetRounds() throws SQLException {
        administer("DELETE FROM ops.maintenance_run WHERE round_id IS NOT NULL", "DELETE FROM ops.maintenance_round");
    }

    static void administer(String... statements) throws SQLException {
        execute(ADMINISTRATOR, statements);
    }

    private static void execute(String user, String... statements) throws SQLException {
        try (Connection connection = connect(user); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SELECT pg_stat_force_next_flush()");
        }
    }

    static Connection connect() throws SQLException {
        return connect(ADMINISTRATOR);
    }

    private static Connection connect(String user) throws SQLException {
        return TestServer.get().connect(Bootstrap.DATABASE, user);
    }

    /** The first column of all rows. */
    static List<String> list(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }

    static String read(String sql) throws SQLException {
        return list(sql).getFirst();
    }
}
