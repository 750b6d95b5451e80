package com.wedsync.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What isolation costs: each tenant's statement is an index scan, and who calls is found out once, not for each row. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class PlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** {@code md5('c1')}, a couple of user {@code u1} that supplier {@code su} is connected to. */
    private static final String COUPLE = "'a9f7e979-65d6-cf79-9a52-9102a973b8b9'";
    /** {@code md5('s')}, the supplier. */
    private static final String SUPPLIER = "'03c7c0ac-e395-d801-82db-07ae2c30f034'";
    private static final List<String> TABLES = List.of("guest", "timeline_event", "core_field_value", "form_submission");
    /** 60 couples with 100 guests, 50 events, all facts and 20 submissions; a supplier is connected to three. */
    private static final String[] SEASON = {
            "INSERT INTO wedding.couple (id, name) SELECT md5('c' || n)::uuid, 'Couple' FROM generate_series(1, 60) AS n",
            "INSERT INTO wedding.couple_member (couple_id, user_id) SELECT md5('c' || n)::uuid, md5('u' || n)::uuid FROM generate_series(1, 60) AS n",
            "INSERT INTO wedding.supplier (id, name, category) VALUES (md5('s')::uuid, 'S', 'venue')",
            "INSERT INTO wedding.supplier_member (supplier_id, user_id) VALUES (md5('s')::uuid, md5('su')::uuid)",
            "INSERT INTO wedding.form (supplier_id, id, title, status, definition) VALUES (md5('s')::uuid, md5('f')::uuid, 'F', 'published', '{\"fields\": []}')",
            """
                    INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, accepted_at)
                    SELECT md5('c' || n)::uuid, md5('s')::uuid, 'active', 'couple', now() FROM generate_series(1, 3) AS n""",
            """
                    INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by)
                    SELECT md5('c' || n)::uuid, md5('s')::uuid, 'pending', 'couple' FROM generate_series(4, 60) AS n""",
            """
                    INSERT INTO wedding.guest (couple_id, name, notes)
                    SELECT md5('c' || n)::uuid, 'Guest ' || g, repeat('x', 1200) FROM generate_series(1, 60) AS n, generate_series(1, 100) AS g""",
            """
                    INSERT INTO wedding.timeline_event (couple_id, title, starts_at, description)
                    SELECT md5('c' || n)::uuid, 'Event', now(), repeat('x', 200) FROM generate_series(1, 60) AS n, generate_series(1, 50)""",
            """
                    INSERT INTO wedding.core_field_value (couple_id, key, value)
                    SELECT md5('c' || n)::uuid, key, to_jsonb(repeat('x', 200)) FROM generate_series(1, 60) AS n, wedding.core_field""",
            """
                    INSERT INTO wedding.form_submission (couple_id, supplier_id, form_id, form_version, status, submitted_at, answers)
                    SELECT md5('c' || n)::uuid, md5('s')::uuid, md5('f')::uuid, 1, 'reviewed', now(), jsonb_build_object('a', repeat('x', 200))
                    FROM generate_series(1, 60) AS n, generate_series(1, 20)""" };

    private static Connection connection;
    private static Savepoint nobodyYet;

    /** Statements are only explained, so that all of them find the same rows. */
    @BeforeAll
    static void a_season_that_is_never_committed() throws SQLException {
        Season.run("SELECT 1");
        connection = TestDatabase.connect("app");
        connection.setAutoCommit(false);
        run("SELECT access.enter('service:tests')");
        for (String statement : SEASON) {
            run(statement);
        }
        run("RESET ROLE");
        nobodyYet = connection.setSavepoint();
    }

    @AfterEach
    void leave() throws SQLException {
        connection.rollback(nobodyYet);
    }

    @AfterAll
    static void roll_back() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            u1 | SELECT id FROM wedding.guest WHERE couple_id = :couple AND name >= '' AND (name, id) > ('', :couple) ORDER BY name, id LIMIT 100
            su | SELECT id FROM wedding.guest WHERE couple_id = :couple AND name >= '' AND (name, id) > ('', :couple) ORDER BY name, id LIMIT 100
            u1 | SELECT name FROM wedding.guest WHERE couple_id = :couple AND id = :couple
            su | SELECT name FROM wedding.guest WHERE couple_id = :couple AND id = :couple
            u1 | SELECT name FROM wedding.guest
            su | SELECT name FROM wedding.guest
            u1 | UPDATE wedding.guest SET notes = 'x' WHERE couple_id = :couple AND id = :couple
            u1 | DELETE FROM wedding.guest WHERE couple_id = :couple AND id = :couple
            u1 | SELECT title FROM wedding.timeline_event WHERE couple_id = :couple ORDER BY starts_at, id LIMIT 100
            su | SELECT title FROM wedding.timeline_event WHERE couple_id = :couple ORDER BY starts_at, id LIMIT 100
            u1 | UPDATE wedding.timeline_event SET title = 'x' WHERE couple_id = :couple AND id = :couple
            su | UPDATE wedding.timeline_event SET title = 'x' WHERE couple_id = :couple AND id = :couple
            u1 | SELECT key, value FROM wedding.core_field_value WHERE couple_id = :couple
            su | SELECT key, value FROM wedding.core_field_value WHERE couple_id = :couple
            u1 | UPDATE wedding.core_field_value SET value = '1' WHERE couple_id = :couple AND key = 'venue'
            u1 | SELECT answers FROM wedding.form_submission WHERE couple_id = :couple AND id = :couple
            su | SELECT answers FROM wedding.form_submission WHERE couple_id = :couple AND id = :couple
            su | SELECT id FROM wedding.form_submission WHERE supplier_id = :supplier AND status <> 'draft' ORDER BY submitted_at DESC, id DESC LIMIT 10
            su | UPDATE wedding.form_submission SET status = 'reviewed' WHERE couple_id = :couple AND id = :couple
            su | DELETE FROM wedding.timeline_event WHERE couple_id = :couple AND id = :couple
            """)
    void a_statement_uses_the_tenants_index_and_asks_once_who_calls(String user, String statement)
            throws SQLException, IOException {
        run("SELECT access.enter('user:' || md5('" + user + "')::uuid)");
        JsonNode plan = explain(statement.replace(":couple", COUPLE).replace(":supplier", SUPPLIER));
        List<JsonNode> nodes = new ArrayList<>();
        collect(plan, nodes);

        assertThat(nodes).as("sets of the caller's tenants, each found once").extracting(PlanTest::relationship)
                .contains("InitPlan").doesNotContain("SubPlan");
        assertThat(nodes).filteredOn(node -> TABLES.contains(node.path("Relation Name").asText())
                && !node.path("Node Type").asText().equals("ModifyTable"))
                .as(plan.toPrettyString())
                .isNotEmpty()
                .allSatisfy(node -> {
                    assertThat(index(node)).containsAnyOf("couple_id", "supplier_id");
                    assertThat(node.path("Filter").asText()).as("nothing is asked of each row").doesNotContain("access.");
                });
    }

    @Test
    void a_guest_is_found_by_its_id_and_not_among_all_names_of_the_couple() throws SQLException, IOException {
        run("SELECT access.enter('user:' || md5('u1')::uuid)");

        JsonNode plan = explain("SELECT name FROM wedding.guest WHERE couple_id = " + COUPLE + " AND id = " + COUPLE);

        assertThat(plan.findValuesAsText("Index Name")).contains("guest_pkey").doesNotContain("guest_by_name_idx");
    }

    @ParameterizedTest
    @ValueSource(strings = { "wedding.read_forms('user:' || md5('u1')::uuid, :couple, NULL)",
            "wedding.read_form('user:' || md5('u1')::uuid, :couple, md5('f')::uuid)" })
    void a_couple_asks_for_forms_without_a_look_at_what_others_have_submitted_to_them(String read) throws SQLException {
        long before = submissionsLookedAt();

        run("SELECT FROM " + read.replace(":couple", COUPLE));

        assertThat(submissionsLookedAt() - before).as("of 1,200 to the form").isEqualTo(20);
    }

    @Test
    void forms_that_have_not_changed_cost_no_look_at_submissions() throws SQLException {
        String read = "wedding.read_forms('user:' || md5('u1')::uuid, " + COUPLE + ", %s)";
        long tag = number("SELECT tag FROM " + read.formatted("NULL") + " LIMIT 1");
        leave();
        long before = submissionsLookedAt();

        run("SELECT FROM " + read.formatted(tag));

        assertThat(submissionsLookedAt() - before).isZero();
    }

    private static long submissionsLookedAt() throws SQLException {
        return number("""
                SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                FROM pg_stat_xact_user_tables WHERE relid = 'wedding.form_submission'::regclass""");
    }

    private static long number(String query) throws SQLException {
        try (Statement asking = connection.createStatement(); ResultSet rows = asking.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String relationship(JsonNode node) {
        return node.path("Parent Relationship").asText();
    }

    /** The condition by which an index finds the rows, be it through a bitmap. */
    private static String index(JsonNode node) {
        return node.path("Index Cond").asText() + node.path("Plans").findValuesAsText("Index Cond");
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        all.add(node);
        node.path("Plans").forEach(below -> collect(below, all));
    }

    private static JsonNode explain(String statement) throws SQLException, IOException {
        try (Statement asking = connection.createStatement();
                ResultSet rows = asking.executeQuery("EXPLAIN (FORMAT JSON) " + statement)) {
            rows.next();
            return JSON.readTree(rows.getString(1)).path(0).path("Plan");
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
