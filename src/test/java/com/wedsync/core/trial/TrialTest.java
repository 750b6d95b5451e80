package com.wedsync.core.trial;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.migration.OwnerStatements;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class TrialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADVICE = "missing_foreign_key_index:wedding.trial_child.trial_child_parent_id_fkey";

    @Inject
    Trials trials;

    @Inject
    TrialRepository repository;

    @Inject
    OwnerStatements statements;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void a_foreign_key_without_an_index() throws Exception {
        Service.awaitSchema();
        administer("SET ROLE wedsync_owner", "CREATE TABLE wedding.trial_parent (id int PRIMARY KEY)",
                "CREATE TABLE wedding.trial_child (id int PRIMARY KEY, parent_id int REFERENCES wedding.trial_parent)",
                "INSERT INTO wedding.trial_parent SELECT generate_series(1, 100)",
                "INSERT INTO wedding.trial_child SELECT n, n % 100 + 1 FROM generate_series(1, 10000) AS n");
    }

    @AfterEach
    void drop_it() throws SQLException {
        administer("DROP TABLE wedding.trial_child, wedding.trial_parent", "DELETE FROM ops.index_trial",
                "DELETE FROM ops.statement_hour WHERE query_id = 4711", "DELETE FROM ops.statement WHERE query_id = 4711");
    }

    @Test
    void a_proposed_index_is_built_watched_judged_and_undone_and_each_step_is_audited() throws Exception {
        String id = begin().statusCode(202).extract().path("id");
        await(id, "observing");
        assertThat(ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'wedding.trial_child_parent_id_idx'::regclass"))
                .isEqualTo("t");

        administer(
                "UPDATE ops.index_trial SET requested_at = now() - interval '30 hours', built_at = now() - interval '30 hours'",
                "INSERT INTO ops.statement (query_id, text) VALUES (4711, 'DELETE FROM wedding.trial_parent WHERE id = $1')",
                hour(40, 40), hour(10, 90));
        ops.with(trials::tend).await().atMost(PATIENCE);
        JsonPath judged = trial(id);
        assertThat(judged.getString("status")).isEqualTo("undo_recommended");
        assertThat(judged.getDouble("comparison.change_percent")).isEqualTo(125.0);
        assertThat(judged.getString("comparison.statements[0].text"))
                .isEqualTo("DELETE FROM wedding.trial_parent WHERE id = $1");

        given().auth().oauth2(Tokens.service()).when().post("/api/database/index-trials/{id}/undo", id)
                .then().statusCode(200).body("status", equalTo("undone"));
        assertThat(ask("SELECT to_regclass('wedding.trial_child_parent_id_idx')")).isNull();
        assertThat(ask(
                "SELECT string_agg(action || ' ' || actor, ', ' ORDER BY sequence) FROM ops.audit_entry WHERE detail ->> 'trial_id' = '"
                        + id + "'"))
                .isEqualTo(
                        "index_trial operator, index_trial_observing service, index_trial_undo_recommended service, index_trial_undone operator");
    }

    @Test
    void a_second_trial_of_the_same_table_is_refused_and_so_is_an_advice_that_does_not_stand() throws Exception {
        String id = begin().statusCode(202).extract().path("id");
        await(id, "observing");

        begin().statusCode(404);
        given().auth().oauth2(Tokens.service()).contentType("application/json").body(Map.of("advice_id", "x"))
                .when().post("/api/database/index-trials").then().statusCode(404);
    }

    @Test
    void a_build_that_cannot_get_its_lock_gives_up_and_leaves_no_invalid_index() throws Exception {
        IndexBuilder impatient = new IndexBuilder(ops, statements, repository, Duration.ofMillis(200));
        Trial trial = ops.with(session -> repository.begin(session, ADVICE, new Proposal("wedding.trial_child", null,
                "wedding.trial_child_parent_id_idx",
                "CREATE INDEX CONCURRENTLY trial_child_parent_id_idx ON wedding.trial_child (parent_id)"),
                "test")).await().atMost(PATIENCE);
        try (Connection writer = administrator(); Statement write = writer.createStatement()) {
            writer.setAutoCommit(false);
            // its snapshot is what the end of CREATE INDEX CONCURRENTLY waits for
            write.execute("INSERT INTO wedding.trial_child VALUES (100000, 1)");

            assertThat(impatient.build(trial).await().atMost(PATIENCE)).contains("gave up waiting for a lock, 3 times");
        }
        administer("UPDATE ops.index_trial SET status = 'failed', finished_at = now()");
        ops.with(trials::tend).await().atMost(PATIENCE);

        assertThat(ask("SELECT to_regclass('wedding.trial_child_parent_id_idx')")).isNull();
    }

    @Test
    void a_trial_whose_service_was_killed_while_building_fails_and_its_remainder_is_dropped() throws Exception {
        Trial trial = ops.with(session -> repository.begin(session, ADVICE, new Proposal("wedding.trial_child", null,
                "wedding.trial_broken_idx", "CREATE INDEX …"), "test")).await().atMost(PATIENCE);
        administer("CREATE INDEX trial_broken_idx ON wedding.trial_child (parent_id)",
                "ALTER INDEX wedding.trial_broken_idx OWNER TO wedsync_owner",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'wedding.trial_broken_idx'::regclass",
                "UPDATE ops.index_trial SET requested_at = now() - interval '1 hour'");

        ops.with(trials::tend).await().atMost(PATIENCE);

        assertThat(trial(trial.id().toString()).getString("status")).isEqualTo("failed");
        assertThat(ask("SELECT to_regclass('wedding.trial_broken_idx')")).isNull();
    }

    private static ValidatableResponse begin() {
        return given().auth().oauth2(Tokens.service()).contentType("application/json").body(Map.of("advice_id", ADVICE))
                .when().post("/api/database/index-trials").then();
    }

    private static void await(String id, String status) throws Exception {
        Eventually.get(() -> trial(id).getString("status"), status::equals);
    }

    private static JsonPath trial(String id) {
        return given().auth().oauth2(Tokens.service()).when().get("/api/database/index-trials/{id}", id)
                .then().statusCode(200).extract().jsonPath();
    }

    private static String hour(int hoursAgo, double mean) {
        return "INSERT INTO ops.statement_hour VALUES (4711, 10, date_trunc('hour', now() - interval '" + hoursAgo
                + " hours', 'UTC'), 3600, 100, "
                + 100 * mean + ", 0, 0, 0, 0, 0, 0)";
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
