package com.wedsync.core.conductor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.migration.MigrationLock;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** What people see of the conductor and may ask of it. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class ConductorApiTest {

    private static final String MAINTENANCE = "/api/database/maintenance";
    private static final String ROUNDS = MAINTENANCE + "/rounds";

    @BeforeEach
    void no_rounds() throws Exception {
        Service.awaitSchema();
        Needy.forgetRounds();
    }

    private static RequestSpecification service() {
        return given().auth().oauth2(Tokens.service()).contentType("application/json");
    }

    private static ValidatableResponse post(Map<String, ?> body) {
        return service().body(body).post(ROUNDS).then();
    }

    private static JsonPath ended(String id) throws Exception {
        return Eventually.get(() -> service().get(ROUNDS + "/" + id).then().statusCode(200).extract().jsonPath(),
                round -> round.getString("ended_at") != null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"minutes\": 0}", "{\"minutes\": 721}", "{\"minutes\": \"soon\"}", "{\"minutes\": 5, \"hours\": 1}", "[]", "{",
            "null" })
    void a_wrong_request_is_refused(String body) {
        service().body(body).post(ROUNDS).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void what_is_not_there_is_not_found_and_wrong_parameters_are_refused() {
        service().get(ROUNDS + "/6a1f0c7e-2a55-4b6e-9a53-8f4b8e6c5a10").then().statusCode(404);
        service().post(ROUNDS + "/6a1f0c7e-2a55-4b6e-9a53-8f4b8e6c5a10/stop").then().statusCode(404);
        service().get(ROUNDS + "?limit=0").then().statusCode(400);
        service().get(ROUNDS + "?cursor=x").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({ "GET, ''", "GET, /plan", "GET, /rounds", "POST, /rounds" })
    void only_the_service_role_may_look_and_ask(String method, String path) {
        given().contentType("application/json").body("{}").request(method, MAINTENANCE + path).then().statusCode(401);
        given().auth().oauth2(Tokens.authenticated()).contentType("application/json").body("{}")
                .request(method, MAINTENANCE + path).then().statusCode(403);
    }

    @Nested
    @Tag("long")
    class OnANeedyDatabase {

        @BeforeEach
        void create() throws Exception {
            Needy.create();
        }

        @AfterEach
        void drop() throws Exception {
            Needy.drop();
        }

        @Test
        void a_dry_round_says_what_it_would_do_and_does_nothing() throws Exception {
            String id = post(Map.of("dry_run", true)).statusCode(202)
                    .body("state", equalTo("requested"), "dry_run", equalTo(true))
                    .header("Location", containsString(ROUNDS)).extract().path("id");

            JsonPath round = ended(id);
            assertThat(round.getString("state")).isEqualTo("completed");
            assertThat(round.<String> getList("plan.steps.table")).contains("needy.old", "needy.dead");
            assertThat(round.getList("steps")).isEmpty();
            assertThat(Needy.read("SELECT n_dead_tup > 0 FROM pg_stat_user_tables WHERE relid = 'needy.dead'::regclass"))
                    .isEqualTo("t");
        }

        @Test
        void a_round_that_is_asked_for_is_conducted_at_any_hour_and_reports_before_and_after() throws Exception {
            String id = post(Map.of("minutes", 5)).statusCode(202).extract().path("id");

            JsonPath round = ended(id);
            assertThat(round.getString("state")).isEqualTo("completed");
            assertThat(round.getString("trigger")).isEqualTo("manual");
            assertThat(round.getMap("steps.find { it.table_name == 'needy.dead' }.occasion"))
                    .containsEntry("round_id", id).containsEntry("reason", "dead_rows").containsKey("p95_ms");
            assertThat(round.getInt("steps.find { it.table_name == 'needy.dead' }.result.dead_tuples_before")).isEqualTo(10000);
            assertThat(round.getInt("steps.find { it.table_name == 'needy.dead' }.result.dead_tuples_after")).isZero();
            service().get(MAINTENANCE).then().statusCode(200).body("enabled", equalTo(false), "round", nullValue(),
                    "last_round.id", equalTo(id), "window.source", equalTo("default"), "window.opens_at", equalTo("02:00"),
                    "window.next_opens", notNullValue(), "window.days", hasItem("sunday"));
            service().get(ROUNDS + "?limit=1").then().statusCode(200).body("rounds.id", equalTo(List.of(id)));
            service().get("/api/database/optimize/runs?table=needy.dead").then().statusCode(200)
                    .body("runs[0].occasion.reason", equalTo("dead_rows"));
            service().post(ROUNDS + "/" + id + "/stop").then().statusCode(409);
        }

        @Test
        void there_is_one_open_round_and_it_stops_when_it_is_told_to() throws Exception {
            try (Connection migration = Needy.connect(); Statement statement = migration.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(" + MigrationLock.KEYS + ", 0)");
                String id = post(Map.of()).statusCode(202).extract().path("id");
                post(Map.of()).statusCode(409).body("type", equalTo("/problems/round-under-way"), "round_id", equalTo(id));
                Eventually.get(() -> service().get(MAINTENANCE).jsonPath().getString("round.state"), "yielding"::equals);

                service().post(ROUNDS + "/" + id + "/stop").then().statusCode(202);

                JsonPath round = ended(id);
                assertThat(round.getString("state")).isEqualTo("stopped");
                assertThat(round.getString("reason")).endsWith("had it stopped");
            }
        }

        @Test
        void the_plan_names_what_is_needed_and_counts_what_is_healthy() {
            service().get(MAINTENANCE + "/plan").then().statusCode(200)
                    .body("steps[0].reason", equalTo("wraparound"), "steps[0].action", equalTo("vacuum_freeze"),
                            "steps.find { it.table == 'needy.dead' }.detail", containsString("10000 dead rows"),
                            "steps.table.contains('needy.healthy')", equalTo(false));
        }
    }
}
