package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** A reader costs what there is to read, however much the feed remembers. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ReadPlanTest {

    private static final UUID USER = UUID.randomUUID();
    private static final UUID SUPPLIER = UUID.randomUUID();
    private static final String COUPLES = "(SELECT md5('" + USER
            + "' || n)::uuid AS id FROM generate_series(1, 40) AS n) AS couple";

    private Connection connection;
    private String couple = "";

    @BeforeEach
    void a_long_feed_that_is_never_committed() throws SQLException {
        Season.run("SELECT 1");
        connection = TestDatabase.connect("app");
        connection.setAutoCommit(false);
        run("SELECT access.enter('service:tests')");
        couple = text("SELECT id FROM " + COUPLES + " LIMIT 1");
        run("INSERT INTO wedding.couple (id, name) SELECT id, 'Couple' FROM " + COUPLES);
        run("INSERT INTO wedding.couple_member (couple_id, user_id) VALUES ('" + couple + "', '" + USER + "')");
        run("INSERT INTO wedding.supplier (id, name, category) VALUES ('" + SUPPLIER + "', 'S', 'venue')");
        run("INSERT INTO wedding.supplier_member (supplier_id, user_id) VALUES ('" + SUPPLIER + "', '" + SUPPLIER + "')");
        run("INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, accepted_at) SELECT id, '" + SUPPLIER
                + "', 'active', 'couple', now() FROM " + COUPLES + " LIMIT 5");
        run("INSERT INTO wedding.guest (couple_id, name, notes) SELECT id, 'Guest', repeat('x', 500) FROM "
                + COUPLES + ", generate_series(1, 100)");
        run("RESET ROLE");
    }

    @AfterEach
    void roll_back() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void members_and_suppliers_read_a_range_of_the_primary_key_and_are_looked_up_once() throws SQLException {
        for (UUID caller : new UUID[] { USER, SUPPLIER }) {
            run("SELECT access.enter('user:" + caller + "')");
            String plan = text("EXPLAIN (COSTS OFF) SELECT revision, \"row\" FROM sync.change WHERE couple_id = '" + couple
                    + "' AND revision > 90 ORDER BY revision LIMIT 200");
            run("RESET ROLE");

            assertThat(plan).contains("change_pkey", "Index Cond: ((couple_id = ", "(revision > 90)")
                    .contains("InitPlan").doesNotContain("SubPlan", "Seq Scan");
        }
    }

    @Test
    void what_is_old_is_found_by_its_time() throws SQLException {
        try (Connection owner = TestDatabase.connect("owner"); Statement statement = owner.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            assertThat(text(statement,
                    "EXPLAIN SELECT revision FROM sync.change WHERE at < now() - interval '30 days' ORDER BY at LIMIT 1000"))
                    .contains("Index Scan using change_at_idx").doesNotContain("Sort");
        }
    }

    @Test
    void the_newest_transaction_is_looked_up() throws SQLException {
        try (Connection owner = TestDatabase.connect("owner"); Statement statement = owner.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            assertThat(text(statement, "EXPLAIN SELECT max(transaction_id) FROM sync.change"))
                    .contains("Index Only Scan Backward using change_transaction_idx");
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return text(statement, sql);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(rows.getString(1)).append(all.isEmpty() && rows.isLast() ? "" : "\n");
            }
            return all.toString().strip();
        }
    }
}
