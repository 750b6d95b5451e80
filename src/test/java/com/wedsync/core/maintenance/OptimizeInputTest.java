package com.wedsync.core.maintenance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import java.util.logging.Level;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class OptimizeInputTest {

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"action\": null}", "{\"action\": \"\"}", "{\"action\": \"vacuum_full\"}",
            "{\"action\": \"VACUUM_ANALYZE\"}", "{\"action\": \"drop\", \"table_name\": \"wedding.guest\"}" })
    void a_missing_or_unknown_action_is_a_400_problem_that_lists_the_allowed_ones(String body) {
        refused(body, 400).body("type", equalTo("/problems/invalid-request"))
                .body("allowed", hasItems("analyze_table", "reindex_table", "update_statistics", "vacuum_analyze"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "" })
    void a_missing_body_is_a_400_problem(String body) {
        refused(body, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = { "vacuum_analyze", "analyze_table", "reindex_table" })
    void an_action_on_a_table_needs_its_name(String action) {
        refused("{\"action\": \"%s\"}".formatted(action), 400);
        refused("{\"action\": \"%s\", \"table_name\": null}".formatted(action), 400);
        refused("{\"action\": \"%s\", \"table_name\": \"  \"}".formatted(action), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"action\": 1, \"table_name\": \"guest\"}", "{\"action\": [\"analyze_table\"]}",
            "{\"action\": {\"name\": \"analyze_table\"}}", "{\"action\": \"analyze_table\", \"table_name\": 42}",
            "{\"action\": \"analyze_table\", \"table_name\": true}",
            "{\"action\": \"analyze_table\", \"table_name\": [\"guest\"]}",
            "{\"action\": \"analyze_table\", \"table_name\": {}}", "{\"action\": \"analyze_table\", \"table_name\": 1.5}" })
    void a_value_of_the_wrong_type_is_a_400_problem(String body) {
        refused(body, 400).body("type", equalTo("/problems/malformed-request"));
    }

    @Test
    void an_unknown_field_is_a_400_problem_that_lists_the_known_ones() {
        refused("{\"action\": \"analyze_table\", \"table\": \"guest\"}", 400)
                .body("allowed", hasItems("action", "table_name"));
    }

    @Test
    void a_table_name_of_more_than_200_characters_is_a_400_problem() {
        refused(named("x".repeat(201)), 400).body("violations.field", hasItem("table_name"));
        refused(named("x".repeat(200)), 404);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "guest\\\"; drop table x;-- | 422",
            "guest; DROP TABLE wedding.guest | 422",
            "guest' OR '1'='1 | 422",
            "\\\"guest | 422",
            "guest\\\" | 422",
            "wedding..guest | 422",
            ".guest | 422",
            "a.b.c | 422",
            "1guest | 422",
            "guest -- | 422",
            "guest (ANALYZE) | 422",
            "$1 | 422",
            "*  | 422",
            "guest, wedding.couple | 422",
            "guest\\u0000 | 422",
            "gu\\u0007est | 422",
            "guest\\n | 422",
            "\\ud800 | 422",
            "\\\"\\ud800\\\" | 422",
            "\\\"gu\\u0085est\\\" | 422",
            "\\\"guest\\\"\\\"; drop table x;--\\\" | 404",
            "пости | 404",
            "\\\"\uD83D\uDC70\\\" | 404",
            "pg_authid | 404",
            "pg_catalog.pg_authid | 422",
            "information_schema.sql_features | 422" })
    void a_hostile_name_is_told_and_nothing_of_it_is_executed(String name, int status) {
        String problem = refused(named(name.replaceAll(" $", "")), status).extract().asString();

        assertThat(problem).doesNotContain("SELECT", "ops.resolve_table", "PgException");
    }

    private static String named(String table) {
        return "{\"action\": \"reindex_table\", \"table_name\": \"" + table + "\"}";
    }

    private static ValidatableResponse refused(String body, int status) {
        try (Logs logs = Logs.from(Level.SEVERE)) {
            ValidatableResponse answer = given().auth().oauth2(Tokens.service()).contentType(ContentType.JSON).body(body)
                    .post("/api/database/optimize").then().statusCode(status)
                    .contentType("application/problem+json").body("status", equalTo(status));
            assertThat(logs.lines()).isEmpty();
            return answer;
        }
    }
}
