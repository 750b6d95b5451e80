package com.wedsync.core.blackbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class ManagementIT {

    private static final Comparator<String> WORST_FIRST = Comparator.comparing(List.of("critical", "warning")::indexOf);

    /** What the page loads. */
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/static/[^\"]+)\"");

    private final URI management = TestDatabase.management();

    @BeforeEach
    void the_service_becomes_ready() {
        Readiness.await(management);
    }

    @ParameterizedTest
    @ValueSource(strings = { "live", "started", "ready" })
    void the_probes_answer_on_the_management_port(String probe) {
        given().when().get(management + "/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void the_probes_are_not_on_the_port_of_the_api() {
        given().when().get("/q/health/live").then().statusCode(404);
    }

    @Test
    void health_and_metrics_follow_the_specification() {
        service().get("/api/database/health").then().statusCode(200)
                .body("status", equalTo("healthy"))
                .body("connection_pool.max_connections", greaterThan(0));
        service().get("/api/database/metrics").then().statusCode(200)
                .body("success", equalTo(true))
                .body("data.storage.table_sizes.table_name", hasItems("wedding.guest", "ops.sample"))
                .body("data.connections.total", greaterThan(0));
        service().get("/api/database/pool").then().statusCode(200).body("app.max_connections", greaterThan(0));
    }

    @Test
    void a_backup_that_was_never_reported_is_critical_until_one_is() throws Exception {
        execute("owner", "DELETE FROM ops.backup");
        Eventually.get(ManagementIT::health, health -> health.getString("last_backup") == null);
        assertThat(health().getString("status")).isEqualTo("critical");
        assertThat(health().getList("findings.code")).contains("last_backup");
        assertThat(health().getList("issues")).contains("No backup has been reported.");
        assertThat(health().getString("unknown.last_backup")).isNotBlank();

        execute("ops", "SELECT ops.record_backup('black-box', 'now', 'full', now(), now())");
        JsonPath reported = Eventually.get(ManagementIT::health, health -> health.getString("last_backup") != null);
        assertThat(reported.getList("findings.code")).doesNotContain("last_backup");
        assertThat(reported.getString("status")).as("the worst finding, or none")
                .isEqualTo(reported.getList("findings.level", String.class).stream().min(WORST_FIRST).orElse("healthy"));
    }

    @Test
    void all_migrations_are_applied_and_migrating_again_does_nothing() {
        service().get("/api/database/migrations").then().statusCode(200)
                .body("pending", hasSize(0))
                .body("applied.script", hasItem(containsString("V1__roles_schemas_and_extensions.sql")))
                .body("applied[0].checksum", notNullValue())
                .body("extensions.find { it.name == 'pgcrypto' }.version", notNullValue())
                .body("extensions.find { it.name == 'postgis' }.required", equalTo(false));
        service().contentType("application/json").body("{}").post("/api/database/migrate").then().statusCode(200)
                .body("success", equalTo(true)).body("dry_run", equalTo(false)).body("applied_migrations", hasSize(0));
    }

    @Test
    void a_dry_run_with_nothing_pending_executes_nothing_and_says_so() {
        service().contentType("application/json").body("{\"dry_run\":true}").post("/api/database/migrate").then()
                .statusCode(200).body("success", equalTo(true)).body("dry_run", equalTo(true))
                .body("applied_migrations", hasSize(0)).body("errors", hasSize(0))
                .body("checked", startsWith("Nothing is pending; "));
    }

    @ParameterizedTest
    @ValueSource(strings = { "analyze_table", "vacuum_analyze", "reindex_table", "update_statistics" })
    void a_table_is_tended_on_request(String action) {
        service().contentType("application/json").body("{\"action\":\"" + action + "\",\"table_name\":\"guests\"}")
                .post("/api/database/optimize").then().statusCode(200)
                .body("success", equalTo(true)).body("action", equalTo(action)).body("timestamp", notNullValue());
        service().get("/api/database/optimize/runs").then().statusCode(200).body("runs[0].action", notNullValue());
    }

    @Test
    void the_management_api_is_closed_without_a_token() {
        given().get("/api/database/health").then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void bad_input_is_a_problem_of_the_caller() {
        service().contentType("application/json").body("{\"action\":").post("/api/database/optimize").then()
                .statusCode(400).contentType("application/problem+json");
        service().contentType("application/json")
                .body("{\"action\":\"analyze_table\",\"table_name\":\"guest\\\"; drop table x;--\"}")
                .post("/api/database/optimize").then().statusCode(422).contentType("application/problem+json");
        service().get("/api/database/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void prometheus_finds_the_service_the_pools_and_the_requests() {
        service().get("/api/database/pool").then().statusCode(200);
        given().get(management + "/metrics").then().statusCode(200)
                .body(containsString("wedsync_pool_waiting_requests"))
                .body(containsString("wedsync_pool_acquisition_seconds_bucket"))
                .body(containsString("http_server_requests_seconds_bucket"))
                .body(not(containsString("jwt-secret")));
    }

    @Test
    void the_api_describes_itself_and_the_first_page_leads_there() {
        given().accept("application/json").get("/openapi?format=json").then().statusCode(200)
                .body("paths.keySet()", hasItems("/api/database/health", "/api/database/metrics", "/api/database/migrate",
                        "/api/database/optimize", "/api/database/migrations", "/api/database/pool"));
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/").then().statusCode(200).body(containsString("q/swagger-ui/"));
    }

    @Test
    void the_page_is_served_with_its_files_and_a_policy_that_allows_no_others() {
        Response page = given().get("/");
        List<String> files = FILE.matcher(page.asString()).results().map(file -> file.group(1)).toList();

        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(files).hasSize(2);
        files.forEach(file -> given().get(file).then().statusCode(200)
                .header("Cache-Control", containsString("immutable")));
        given().get("/q/swagger-ui/").then().statusCode(200).header("Content-Security-Policy", nullValue());
    }

    @Test
    void the_figures_of_the_replica_are_told_and_streamed() throws Exception {
        service().get("/api/database/live").then().statusCode(200).body("app.max_connections", greaterThan(0))
                .body("budget.window", hasItems("5m", "1h"));
        try (EventStream stream = EventStream.open("http://localhost:" + RestAssured.port + "/api/database/live",
                Tokens.service(), null)) {
            assertThat(stream.next("now").data().at("/app/max_connections").asInt()).isPositive();
        }
    }

    @Test
    void the_javascript_client_is_served_with_its_types_and_never_older_than_the_service() {
        given().get("/client/wedsync.js").then().statusCode(200)
                .contentType(startsWith("text/javascript")).header("Cache-Control", equalTo("no-cache"))
                .body(containsString("openCouple"));
        given().get("/client/wedsync.d.ts").then().statusCode(200);
        given().get("/demo/").then().statusCode(404);
    }

    private static JsonPath health() {
        JsonPath answer = service().get("/api/database/health").then().extract().jsonPath();
        answer.setRootPath("metrics.health");
        return answer;
    }

    private static void execute(String login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(login); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RequestSpecification service() {
        return given().auth().oauth2(Tokens.service());
    }
}
