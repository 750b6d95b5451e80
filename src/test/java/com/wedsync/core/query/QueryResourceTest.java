package com.wedsync.core.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;
import com.wedsync.core.metric.StatementWindow;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class QueryResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RecentStatements recent;

    @Inject
    StatementRepository statements;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
    }

    @Test
    void a_statement_is_listed_with_its_text_its_user_and_how_it_usually_does() throws SQLException {
        StatementKey key = runAsMember("SELECT count(*) AS listed FROM wedding.core_field WHERE value_type = 'text'");
        Instant now = Instant.now();
        recent.add(new StatementWindow(now.minusSeconds(60), now,
                Map.of(key, new StatementCost(1_000, 900_000, 0, 1_000, 90, 10, 0, 0)),
                StatementCost.NOTHING, 0, 1, 5_000));
        for (int hour = 2; hour <= 5; hour++) {
            Instant at = now.minus(Duration.ofHours(hour)).truncatedTo(ChronoUnit.HOURS);
            ops.with(session -> statements.keep(session, at, 3600,
                    List.of(Map.entry(key, new StatementCost(100, 30_000, 0, 100, 0, 0, 0, 0))))).await().atMost(PATIENCE);
        }

        JsonPath listed = given().auth().oauth2(Tokens.service()).queryParam("order", "regression").queryParam("limit", 100)
                .when().get("/api/database/queries").then().statusCode(200).extract().jsonPath();

        Map<String, Object> found = listed.getList("queries", Map.class).stream().map(QueryResourceTest::named)
                .filter(query -> Long.toString(key.queryId()).equals(query.get("query_id"))).findFirst().orElseThrow();
        assertThat(found.get("text")).asString().contains("AS listed FROM wedding.core_field WHERE value_type = $1");
        assertThat(found.get("user")).isEqualTo("wedsync_authenticated");
        assertThat(((Number) Objects.requireNonNull(found.get("mean_ms"))).doubleValue()).isEqualTo(900.0);
        assertThat(((Number) Objects.requireNonNull(found.get("baseline_mean_ms"))).doubleValue()).isEqualTo(300.0);
        assertThat(((Number) Objects.requireNonNull(found.get("change"))).doubleValue()).isEqualTo(3.0);
    }

    @Test
    void a_statement_of_the_data_plane_has_a_generic_plan_or_the_reason_why_not() throws SQLException {
        StatementKey key = runAsMember(
                "SELECT role AS planned FROM wedding.couple_member WHERE user_id = '00000000-0000-7000-8000-000000000000'");

        JsonPath plan = plan(key);

        if (version() >= 160_000) {
            assertThat(plan.getString("reason")).isNull();
            assertThat(plan.getList("plan", String.class)).isNotEmpty()
                    .anySatisfy(line -> assertThat(line).contains("couple_member"));
        } else {
            assertThat(plan.getString("reason")).startsWith("generic plans need PostgreSQL 16");
        }
    }

    @Test
    void a_statement_of_somebody_else_is_not_planned_with_the_rights_of_the_service() throws SQLException {
        StatementKey key;
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            statement.execute("SELECT rolname AS foreign_statement FROM pg_authid WHERE rolname = 'x'");
            key = key(statement, "%foreign_statement%");
        }

        assertThat(plan(key).getString("reason"))
                .isEqualTo("it ran as postgres; only statements of the data plane can be explained");
    }

    @Test
    void there_is_no_plan_of_a_statement_that_nobody_ran() {
        given().auth().oauth2(Tokens.service()).when().get("/api/database/queries/42/plan").then().statusCode(404);
        given().auth().oauth2(Tokens.service()).when().get("/api/database/queries/x/plan").then().statusCode(404);
    }

    @Test
    void an_order_that_does_not_exist_is_a_problem() {
        given().auth().oauth2(Tokens.service()).when().get("/api/database/queries?order=colour")
                .then().statusCode(400).body("detail", containsString("no such order"));
        given().auth().oauth2(Tokens.service()).when().get("/api/database/queries?hours=721").then().statusCode(400);
    }

    @Test
    void hours_before_the_last_are_of_the_history() {
        given().auth().oauth2(Tokens.service()).when().get("/api/database/queries?hours=24&order=calls").then().statusCode(200);
    }

    private static JsonPath plan(StatementKey key) {
        return given().auth().oauth2(Tokens.service()).when()
                .get("/api/database/queries/{id}/plan", Long.toString(key.queryId()))
                .then().statusCode(200).extract().jsonPath();
    }

    private static StatementKey runAsMember(String sql) throws SQLException {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE wedsync_authenticated");
            statement.execute(sql);
            statement.execute("RESET ROLE");
            return key(statement, "%AS " + sql.split("AS ", 2)[1].split(" ", 2)[0] + "%");
        }
    }

    private static StatementKey key(Statement statement, String text) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT queryid, userid FROM pg_stat_statements WHERE query LIKE '" + text
                + "' AND query NOT LIKE '%pg_stat_statements%' ORDER BY calls DESC LIMIT 1")) {
            assertThat(rows.next()).isTrue();
            return new StatementKey(rows.getLong(1), rows.getLong(2));
        }
    }

    private static int version() throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(Map<?, ?> query) {
        return (Map<String, Object>) query;
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
