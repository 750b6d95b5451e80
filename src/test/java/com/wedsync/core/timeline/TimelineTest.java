package com.wedsync.core.timeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class TimelineTest {

    private Couple couple;
    private Supplier supplier;
    private String timeline;

    @BeforeEach
    void a_couple_with_a_connected_supplier() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        timeline = "/api/couples/" + couple.id() + "/timeline";
    }

    @Test
    void events_are_read_by_time_page_by_page_whatever_the_order_they_were_added_in() {
        add("Party", "2026-06-20T20:00:00.123456Z");
        add("Ceremony", "2026-06-20T14:00:00+01:00");
        add("Toast", "2026-06-20T20:00:00.123456Z");
        add("Rehearsal", "2026-06-19T17:00:00Z");

        String cursor = partner().get(timeline + "?limit=3").then().statusCode(200).body("data", hasSize(3))
                .body("data[0].title", equalTo("Rehearsal")).body("data[1].title", equalTo("Ceremony"))
                .body("data[1].starts_at", equalTo("2026-06-20T13:00:00Z")).body("data[2].title", equalTo("Party"))
                .body("next_cursor", notNullValue()).extract().path("next_cursor");
        partner().get(timeline + "?limit=3&cursor=" + cursor).then().statusCode(200).body("data.title", contains("Toast"))
                .body("next_cursor", nullValue());
        partner().get(timeline + "?cursor=AAAA").then().statusCode(400);
        partner().get(timeline + "?cursor=AAAAAAAAAAAAAAAAAAAAAHllc3RlcmRheQ").then().statusCode(400);
        partner().get(timeline + "?limit=0").then().statusCode(400);
    }

    @Test
    void a_timeline_that_has_not_changed_is_not_sent_again() {
        String tag = partner().get(timeline).then().statusCode(200).body("data", hasSize(0)).extract().header("ETag");
        partner().header("If-None-Match", tag).get(timeline).then().statusCode(304).header("ETag", equalTo(tag));

        add("Ceremony", "2026-06-20T14:00:00Z");

        partner().header("If-None-Match", tag).get(timeline).then().statusCode(200).body("data", hasSize(1));
    }

    @Test
    void an_event_is_added_changed_and_removed_by_who_has_seen_it() {
        String location = add("Ceremony", "2026-06-20T14:00:00Z").header("Location");
        partner().get(location).then().statusCode(200).header("ETag", equalTo("\"1\"")).body("title", equalTo("Ceremony"));

        partner().body("{\"location\": \"Barn\"}").patch(location).then().statusCode(428);
        partner().header("If-Match", "\"1\"").body("{\"location\": \"Barn\", \"ends_at\": \"2026-06-20T14:45:00Z\"}")
                .patch(location)
                .then().statusCode(200).header("ETag", equalTo("\"2\"")).body("location", equalTo("Barn"))
                .body("starts_at", equalTo("2026-06-20T14:00:00Z")).body("ends_at", equalTo("2026-06-20T14:45:00Z"));
        partner().header("If-Match", "\"1\"").body("{\"title\": \"X\"}").patch(location).then().statusCode(412)
                .body("current.location", equalTo("Barn"));
        partner().header("If-Match", "\"1\"").delete(location).then().statusCode(412);
        partner().delete(location).then().statusCode(428);
        partner().header("If-Match", "\"2\"").delete(location).then().statusCode(204);
        partner().get(location).then().statusCode(404);
    }

    @Test
    void an_id_may_be_made_offline_and_is_taken_once() {
        String own = timeline + "/" + UUID.randomUUID();

        partner().body(event("Ceremony", "2026-06-20T14:00:00Z", null)).put(own).then().statusCode(201);
        partner().body(event("Ceremony", "2026-06-20T14:00:00Z", null)).put(own).then().statusCode(409);
    }

    @Test
    void a_retry_with_the_same_key_adds_once() {
        String body = event("Ceremony", "2026-06-20T14:00:00Z", null);
        Response first = partner().header("Idempotency-Key", "k1").body(body).post(timeline);
        Response second = partner().header("Idempotency-Key", "k1").body(body).post(timeline);

        assertThat(second.asString()).isEqualTo(first.asString());
        partner().get(timeline).then().body("data", hasSize(1));
    }

    @Test
    void every_fault_is_named() {
        partner().body("{\"title\": \" \"}").post(timeline).then().statusCode(400).body("violations.field",
                hasItems("title", "starts_at"));
        partner().body("{\"title\": \"A\", \"starts_at\": \"soon\"}").post(timeline).then().statusCode(400);
        partner().body("{\"title\": \"A\", \"starts_at\": \"1066-10-14T09:00:00Z\", \"ends_at\": \"1066-10-13T09:00:00Z\"}")
                .post(timeline)
                .then().statusCode(422).body("violations.field", contains("starts_at", "ends_at"));

        String location = add("Ceremony", "2026-06-20T14:00:00Z").header("Location");
        partner().header("If-Match", "\"1\"").body("{\"ends_at\": \"2026-06-20T13:00:00Z\"}").patch(location).then()
                .statusCode(422)
                .body("violations.field", contains("ends_at"));
        partner().header("If-Match", "\"1\"").body("{\"starts_at\": null}").patch(location).then().statusCode(400);
    }

    @Test
    void a_connected_supplier_keeps_the_events_it_is_responsible_for_and_no_others() throws SQLException {
        String couples = add("Ceremony", "2026-06-20T14:00:00Z").header("Location");
        String own = supplier().body(event("Cake is delivered", "2026-06-20T11:00:00Z", supplier.id())).post(timeline).then()
                .statusCode(201).extract().header("Location");
        Supplier other = Season.supplier();
        Season.connection(couple, other, "active");

        supplier().get(timeline).then().body("data.title", contains("Cake is delivered", "Ceremony"));
        supplier().header("If-Match", "\"1\"").body("{\"starts_at\": \"2026-06-20T10:00:00Z\"}").patch(own).then()
                .statusCode(200);
        supplier().header("If-Match", "\"2\"").body("{\"supplier_id\": \"%s\"}".formatted(other.id())).patch(own).then()
                .statusCode(403);
        supplier().header("If-Match", "\"2\"").body("{\"supplier_id\": null}").patch(own).then().statusCode(403);
        supplier().header("If-Match", "\"1\"").body("{\"title\": \"X\"}").patch(couples).then().statusCode(403)
                .body("type", equalTo("/problems/not-allowed"));
        supplier().header("If-Match", "\"1\"").delete(couples).then().statusCode(403);
        supplier().body(event("X", "2026-06-20T11:00:00Z", null)).post(timeline).then().statusCode(403);
        supplier().body(event("X", "2026-06-20T11:00:00Z", other.id())).post(timeline).then().statusCode(403);
        as(other.owner()).header("If-Match", "\"2\"").body("{\"title\": \"X\"}").patch(own).then().statusCode(403);

        partner().header("If-Match", "\"2\"").body("{\"title\": \"Cake\"}").patch(own).then().statusCode(200);
        supplier().header("If-Match", "\"3\"").delete(own).then().statusCode(204);
    }

    @Test
    void a_supplier_without_a_connection_is_not_made_responsible() throws SQLException {
        partner().body(event("X", "2026-06-20T11:00:00Z", Season.supplier().id())).post(timeline).then().statusCode(409);
    }

    @Test
    void strangers_and_former_suppliers_are_told_the_same_as_if_there_were_none() throws SQLException {
        String own = supplier().body(event("Cake", "2026-06-20T11:00:00Z", supplier.id())).post(timeline).header("Location");
        Season.connection(couple, supplier, "ended");

        for (UUID stranger : new UUID[] { Season.couple().partner(), Season.supplier().owner(), supplier.owner() }) {
            as(stranger).get(timeline).then().statusCode(404);
            as(stranger).get(own).then().statusCode(404);
            as(stranger).body(event("X", "2026-06-20T11:00:00Z", supplier.id())).post(timeline).then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").body("{\"title\": \"X\"}").patch(own).then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").delete(own).then().statusCode(404);
        }
        given().get(timeline).then().statusCode(401);
    }

    private Response add(String title, String startsAt) {
        Response added = partner().body(event(title, startsAt, null)).post(timeline);
        added.then().statusCode(201);
        return added;
    }

    private static String event(String title, String startsAt, @Nullable UUID supplier) {
        return "{\"title\": \"%s\", \"starts_at\": \"%s\", \"supplier_id\": %s}".formatted(title, startsAt,
                supplier == null ? "null" : "\"" + supplier + "\"");
    }

    private RequestSpecification partner() {
        return as(couple.partner());
    }

    private RequestSpecification supplier() {
        return as(supplier.owner());
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
