package com.wedsync.core.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import java.util.function.Consumer;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What the page says of troubles that cannot be made on request: real answers with a few numbers changed on their way. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@EnabledIf(value = "com.wedsync.core.testing.Chromium#isInstalled", disabledReason = "No Chromium is installed: the page is not tested")
@Tag("long")
class VerdictTest extends BrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAINTENANCE = """
            {"enabled": true, "missed": {"window_opened": "2026-06-01T01:00:00Z", "reason": "no replica was up"},
             "window": {"source": "learned", "time_zone": "Europe/London", "days": ["monday", "tuesday"], "opens_at": "02:00",
                        "closes_at": "05:00", "open": true, "next_opens": "2026-06-02T01:00:00Z",
                        "next_closes": "2026-06-01T04:00:00Z"},
             "last_round": null, "round": %s}""";
    private static final String ROUND = """
            {"id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11", "trigger": "window", "dry_run": false, "state": "running",
             "requested_at": "2026-06-01T01:00:00Z", "started_at": "2026-06-01T01:00:00Z", "ended_at": null,
             "ends_by": "2026-06-01T04:00:00Z", "reason": null, "yields": 0,
             "steps": [{"id": "b63e611d-5991-4f3c-9b34-aa8dd22fe894", "action": "vacuum_freeze", "table_name": "wedding.guest",
                        "index_name": null, "status": "succeeded", "requested_by": "core-database",
                        "requested_at": "2026-06-01T01:00:00Z", "started_at": "2026-06-01T01:00:00.000Z",
                        "finished_at": "2026-06-01T01:00:04.120Z", "progress": null, "problem": null,
                        "occasion": {"reason": "freeze_debt", "score": 1.83, "p95_ms": null}}]}""";
    private static final String PLAN = """
            {"as_of": "2026-06-01T01:00:00Z", "skipped": [{"table": "ops.sample", "reason": "locked"}],
             "steps": [{"action": "reindex_index", "table": "wedding.guest", "index": "wedding.guest_name_idx",
                        "reason": "bloated_index", "score": 1.25, "size_bytes": 4194304, "detail": "Half of it is empty."}]}""";

    @Test
    void nobody_in_trouble_is_said_in_one_sentence_with_what_can_wait() throws Exception {
        change("health", health -> numbers(health, 1.25, 0.5));

        visit.logIn(Tokens.service());

        assertThat(page.locator("#answer")).hasText("All clear: neither we, nor the network, nor the database.");
        assertThat(page.locator(".remark")).containsText("The database answers in 1.25\u202fms");
        assertThat(page.locator(".remark")).containsText("Not urgent, but to be mended: No backup has been reported.");
    }

    @Test
    void long_trips_to_a_quick_database_are_the_networks_fault() throws Exception {
        change("health", health -> numbers(health, 80.5, 0.8));

        visit.logIn(Tokens.service());

        assertThat(page.locator("#answer")).hasText(
                "It is the network to the database: 3 questions in a row took 80.5\u202fms or more there and back, a statement on the server 0.8\u202fms.");
    }

    @Test
    void statements_that_take_long_on_the_server_are_the_databases_fault_whatever_waits_in_front_of_it() throws Exception {
        change("health", health -> numbers(health, 1.25, 640));
        changeFigures(live -> ((ObjectNode) live.path("app")).put("waiting_requests", 9));

        visit.logIn(Tokens.service());

        assertThat(page.locator("#answer")).hasText("It is the database: a statement takes 640\u202fms on average.");
        assertThat(page.locator(".remark")).containsText("9 requests wait for one of 16 connections");
    }

    @Test
    void a_queue_in_front_of_a_well_database_is_our_own_fault() throws Exception {
        change("health", health -> numbers(health, 1.25, 0.5));
        changeFigures(live -> ((ObjectNode) live.path("admission")).put("refused_per_second", 3.5).put("waiting", 12));

        visit.logIn(Tokens.service());

        assertThat(page.locator("#answer")).hasText("It is us, the service: 3.5 requests a second are refused as too many.");
        assertThat(page.locator("#suspect-service")).hasClass("bad");
        assertThat(page.locator("#suspect-service")).containsText("12 requests wait to be let in");
    }

    @Test
    void no_answer_is_told_with_what_the_service_knows_of_it() throws Exception {
        page.route("**/api/database/health", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)
                .setContentType("application/json").setBody("""
                        {"status": "unhealthy", "timestamp": "2026-06-01T12:00:00Z", "metrics": null,
                         "database": {"connection_healthy": false, "latency_ms": 2000.4,
                                      "error": "The database did not answer within 2 s."}}""")));

        visit.logIn(Tokens.service());

        assertThat(page.locator("#answer"))
                .hasText("It is the database, or the network to it: no connection gets an answer.");
        assertThat(visit.panel("status")).containsText("does not answer");
        assertThat(visit.panel("status")).containsText("The database did not answer within 2 s.");
    }

    @Test
    void maintenance_shows_window_plan_and_round_and_starts_and_stops_rounds() {
        answer("**/api/database/maintenance", MAINTENANCE.formatted(ROUND));
        answer("**/api/database/maintenance/plan", PLAN);
        answer("**/api/database/maintenance/rounds?*", "{\"rounds\": [" + ROUND + "], \"next_cursor\": null}");
        page.route("**/rounds/*/stop", route -> {
            answer("**/api/database/maintenance", MAINTENANCE.formatted("null"));
            route.fulfill(new Route.FulfillOptions().setStatus(202).setContentType("application/json").setBody(ROUND));
        });
        page.route("**/api/database/maintenance/rounds", route -> route.fulfill(new Route.FulfillOptions().setStatus(202)
                .setContentType("application/json").setBody(ROUND)));
        visit.logIn(Tokens.service());
        Locator maintenance = visit.panel("maintenance");

        assertThat(maintenance).containsText("mon, tue 02:00–05:00 Europe/London, learned");
        assertThat(maintenance).containsText("was missed: no replica was up");
        assertThat(maintenance)
                .containsText(
                        "reindex index wedding.guest_name_idx bloated index, score 1.25, 4\u202fMiB. Half of it is empty.");
        assertThat(maintenance.locator(".running")).containsText("vacuum freeze wedding.guest freeze debt, 4.1\u202fs");

        maintenance.getByText("Stop", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(maintenance.locator(".running")).hasCount(0);

        maintenance.locator("#minutes").fill("45");
        maintenance.getByText("only say what would be done").click();
        Object sent = page.waitForRequest("**/api/database/maintenance/rounds",
                () -> maintenance.getByText("Start a round").click()).postData();

        assertThat(maintenance.locator(".outcome")).containsText("The round is running; nothing is changed.");
        Assertions.assertThat(sent).isEqualTo("{\"minutes\":45,\"dry_run\":true}");
    }

    @Test
    void a_dry_run_of_migrations_shows_its_findings_with_the_table_and_who_is_in_the_way() {
        page.route("**/api/database/migrate", route -> route.fulfill(new Route.FulfillOptions().setStatus(400)
                .setContentType("application/json").setBody(
                        """
                                {"success": false, "applied_migrations": ["V5__seat.sql"], "errors": ["V5__seat.sql: no"], "findings": [
                                  {"rule": "drop-column", "level": "error", "script": "V5__seat.sql", "object": "wedding.guest.seat",
                                   "message": "It is gone", "advice": "Wait.", "reason": null,
                                   "table": {"name": "wedding.guest", "size_bytes": 4194304, "estimated_rows": 2000, "unknown": null,
                                             "sessions": [{"pid": 4711, "application": "wedsync-app", "state": "active", "in_transaction_ms": 4100}]}},
                                  {"rule": "drop-view", "level": "accepted", "script": "V5__seat.sql", "object": "wedding.pair",
                                   "message": "It is gone", "advice": "Wait.", "reason": "unused since 1.4", "table": null}]}""")));
        visit.logIn(Tokens.service());
        Locator migrations = visit.panel("migrations");

        migrations.getByText("Dry run", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(migrations.locator(".outcome li").first())
                .containsText("error V5__seat.sql, drop-column wedding.guest.seat: "
                        + "It is gone. Wait. wedding.guest: 4\u202fMiB, about 2,000 rows; in the way now: "
                        + "wedsync-app (4711) in transaction for 4.1\u202fs.");
        assertThat(migrations.locator(".outcome li").last()).containsText("Accepted: unused since 1.4");
    }

    /** A finding that hurts nobody now, and no other. */
    private static void numbers(JsonNode health, double latency, double mean) {
        ((ObjectNode) health.path("database")).put("latency_ms", latency);
        ((ObjectNode) health.at("/metrics/performance")).put("avg_query_time_ms", mean);
        ((ObjectNode) health.at("/metrics/health")).withArray("findings").removeAll().addObject()
                .put("code", "last_backup").put("level", "critical").put("message", "No backup has been reported.")
                .putNull("value").put("threshold", 48);
    }

    private void change(String resource, Consumer<JsonNode> change) throws Exception {
        answer("**/api/database/" + resource, changed(resource, change));
    }

    /** The stream ends after each event; the page opens it again. */
    private void changeFigures(Consumer<JsonNode> change) throws Exception {
        String event = "event: now\ndata: " + changed("live", change) + "\n\n";
        page.route("**/api/database/live", route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/event-stream").setBody(event)));
    }

    private static String changed(String resource, Consumer<JsonNode> change) throws Exception {
        JsonNode answer = JSON.readTree(given().auth().oauth2(Tokens.service()).accept("application/json")
                .get("/api/database/" + resource).then().statusCode(200).extract().asString());
        change.accept(answer);
        return JSON.writeValueAsString(answer);
    }

    private void answer(String address, String body) {
        page.route(address,
                route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body)));
    }
}
