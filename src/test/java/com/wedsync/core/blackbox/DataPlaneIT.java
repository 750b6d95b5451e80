package com.wedsync.core.blackbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A wedding from the outside, from its first day on: every resource of the data plane once, by the packaged service. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class DataPlaneIT {

    private final UUID emma = UUID.randomUUID();
    private final UUID owner = UUID.randomUUID();
    private String couple = "";
    private String supplier = "";

    @BeforeEach
    void a_couple_and_a_venue_that_are_connected() {
        Readiness.await(TestDatabase.management());
        couple = as(emma).body("{\"name\": \"Emma & Jake\", \"time_zone\": \"Europe/London\"}").post("/api/couples")
                .then().statusCode(201).extract().header("Location");
        supplier = as(owner).body("{\"name\": \"Larkhill Farm\", \"category\": \"venue\"}").post("/api/suppliers")
                .then().statusCode(201).extract().header("Location");
        as(emma).body("{\"supplier_id\": \"" + id(supplier) + "\"}").post(couple + "/connections").then().statusCode(201);
        as(owner).header("If-Match", "\"1\"").post(supplier + "/connections/" + id(couple) + "/accept").then().statusCode(200);
    }

    @Test
    void guests_are_kept_conditionally_and_once() {
        String guest = "{\"name\": \"Arthur Byrne\", \"dietary_requirements\": [\"vegan\"]}";
        Response first = as(emma).header("Idempotency-Key", "k").body(guest).post(couple + "/guests");
        Response second = as(emma).header("Idempotency-Key", "k").body(guest).post(couple + "/guests");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());

        as(emma).header("If-Match", "\"1\"").body("{\"rsvp_status\": \"accepted\"}").patch(first.header("Location"))
                .then().statusCode(200).body("rsvp_status", equalTo("accepted"));
        as(emma).header("If-Match", "\"1\"").body("{\"notes\": \"late\"}").patch(first.header("Location"))
                .then().statusCode(412).body("current.version", equalTo(2));
        as(emma).body("{\"guests\": [{\"name\": \"Mei Chen\"}, {\"name\": \"\"}]}").post(couple + "/guests/bulk")
                .then().statusCode(200);
        as(emma).contentType("text/csv").body("name,household\nKofi Adeyemi,Adeyemi\n").post(couple + "/guests/import")
                .then().statusCode(200);
        as(emma).get(couple + "/guests/export").then().statusCode(200).body(containsString("Kofi Adeyemi"));
        as(owner).get(couple + "/guests?fields=id,name&limit=2").then().statusCode(200).body("data", hasSize(2))
                .body("next_cursor", notNullValue());
        as(owner).get(couple + "/guests?search=arthur").then().statusCode(200).body("data.name", hasItem("Arthur Byrne"));
    }

    @Test
    void core_fields_forms_and_timeline_are_shared() {
        as(emma).body(
                "{\"changes\": [{\"key\": \"guest_count\", \"value\": 120}, {\"key\": \"wedding_date\", \"value\": \"2027-06-12\"}]}")
                .patch(couple + "/core-fields").then().statusCode(200);
        as(emma).body("{\"changes\": [{\"key\": \"wedding_date\", \"value\": \"2027-06-13\"}]}")
                .patch(couple + "/core-fields").then().statusCode(409).body("conflicts.key", hasItem("wedding_date"));
        as(owner).get(couple + "/core-fields").then().statusCode(200).body("data.key", hasItem("guest_count"));

        String form = as(owner)
                .body("""
                              {"title": "Menu", "status": "published", "fields": [
                        {"name": "guests", "label": "How many?", "type": "integer", "required": true, "core_field": "guest_count"}]}""")
                .post(supplier + "/forms").then().statusCode(201).extract().header("Location");
        as(emma).get(couple + "/forms/" + id(form)).then().statusCode(200).body("prefilled.guests", equalTo(120));

        as(emma).body("{\"title\": \"Ceremony\", \"starts_at\": \"2027-06-12T13:00:00Z\"}").post(couple + "/timeline")
                .then().statusCode(201);
        as(owner).get(couple + "/timeline").then().statusCode(200).body("data.title", hasItem("Ceremony"));
        as(owner).get(supplier + "/dashboard").then().statusCode(200).body("active_couples", equalTo(1));
        as(emma).get(couple + "/audit").then().statusCode(200).body("data.entity", hasItem("core_field_value"));
        as(emma).get(couple + "/audit/verify").then().statusCode(200).body("intact", equalTo(true));
    }

    @Test
    void programs_call_with_keys_and_strangers_see_nothing() {
        String token = as(owner).body("{\"name\": \"seating\", \"scopes\": [\"guests:read\"]}").post(supplier + "/api-keys")
                .then().statusCode(201).extract().path("token");
        given().header("X-API-Key", token).get(couple + "/guests").then().statusCode(200);
        given().header("X-API-Key", token).get(couple + "/timeline").then().statusCode(403);

        as(UUID.randomUUID()).get(couple + "/guests").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        given().get(couple + "/guests").then().statusCode(401);
        as(emma).get("/api/connection").then().statusCode(200).body("database_role", equalTo("wedsync_authenticated"));
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
