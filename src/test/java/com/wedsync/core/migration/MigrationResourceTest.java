package com.wedsync.core.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.error.Problem;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Scripts;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class MigrationResourceTest {

    @Inject
    MigrationState state;
    @Inject
    OwnerDatabase owner;
    @Inject
    Migrations migrations;
    @Inject
    Listener listener;
    @Inject
    ScriptHistoryRepository history;

    @BeforeEach
    void wait_for_the_start() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!state.isDone()) {
            assertThat(System.nanoTime()).as("the schema becomes ready: %s %s", state.phase(), state.reason())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void the_service_migrates_at_start_and_says_once_that_the_schema_is_ready() throws Exception {
        assertThat(state.phase()).isEqualTo(MigrationState.Phase.DONE);
        // a start that had nothing to migrate says so a moment later
        Eventually.get(listener.heard::get, heard -> heard == 1);

        operator().noContentType().post("/api/database/migrate").then().statusCode(200);
        migrations.announce();

        assertThat(listener.heard.get()).isEqualTo(1);
    }

    @Test
    void the_next_start_needs_one_quick_look() {
        assertThat(history.isOfThisPackage()).isTrue();
    }

    @Test
    void the_status_tells_every_applied_script_with_checksum_who_when_and_how_long() {
        operator().get("/api/database/migrations").then().statusCode(200)
                .body("state", equalTo("up_to_date"))
                .body("applied.script", equalTo(Scripts.names()))
                .body("applied[2].version", equalTo("3"))
                .body("applied[2].description", equalTo("operations tables"))
                .body("applied.checksum", everyItem(notNullValue()))
                .body("applied.installed_by", everyItem(equalTo("wedsync_owner")))
                .body("applied.installed_on", everyItem(notNullValue()))
                .body("applied.execution_time_ms", everyItem(greaterThanOrEqualTo(0)))
                .body("applied.requested_by", everyItem(equalTo("startup")))
                .body("pending", empty())
                .body("errors", empty())
                .body("last_run.status", equalTo("succeeded"))
                .body("timestamp", notNullValue());
    }

    @Test
    void migrating_an_up_to_date_database_answers_with_the_contract_of_the_specification() {
        operator().contentType(ContentType.JSON).body("{\"dry_run\": false}").post("/api/database/migrate").then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("dry_run", equalTo(false))
                .body("applied_migrations", empty())
                .body("errors", empty())
                .body("error_details", empty())
                .body("timestamp", notNullValue())
                .body("$", not(hasKey("checked")))
                .body("$", not(hasKey("findings")));
    }

    @Test
    void a_dry_run_says_what_it_did() {
        operator().contentType(ContentType.JSON).body("{\"dry_run\": true}").post("/api/database/migrate").then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("dry_run", equalTo(true))
                .body("checked", startsWith("Nothing is pending"))
                .body("findings", empty());
    }

    @Test
    void a_run_of_somebody_else_is_a_409_problem() throws Exception {
        try (MigrationLock held = MigrationLock.acquire(owner.pool(), Duration.ZERO, () -> {
        })) {
            assertThat(held).isNotNull();
            operator().noContentType().post("/api/database/migrate").then().statusCode(409)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("type", equalTo("/problems/migration-running"));
        }
        operator().noContentType().post("/api/database/migrate").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"dry_run\": \"perhaps\"}", "{\"dry_run\": {}}", "{\"dryrun\": true}", "{\"dry_run\": true",
            "[]", "\"x\"" })
    void a_body_that_is_not_understood_is_a_400_problem(String body) {
        operator().contentType(ContentType.JSON).body(body).post("/api/database/migrate").then().statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("/problems/malformed-request"));
    }

    @Test
    void without_a_token_nothing_is_told_or_done() {
        given().get("/api/database/migrations").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
        given().noContentType().post("/api/database/migrate").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void without_the_service_role_nothing_is_told_or_done() {
        given().auth().oauth2(Tokens.authenticated()).get("/api/database/migrations").then().statusCode(403);
        given().auth().oauth2(Tokens.authenticated()).noContentType().post("/api/database/migrate").then().statusCode(403);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.service());
    }

    /** Counts the events. */
    @Singleton
    static class Listener {
        final AtomicInteger heard = new AtomicInteger();

        void ready(@Observes SchemaReady event) {
            heard.incrementAndGet();
        }
    }
}
