package com.wedsync.core.couple;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

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
class CoupleTest {

    private static final String EMMA_AND_JAKE = """
            {"name": "Emma & Jake", "time_zone": "Europe/London", "display_name": "Emma"}""";

    private final UUID emma = UUID.randomUUID();

    CoupleTest() throws SQLException {
        Season.supplier(); // the schema is there
    }

    @Test
    void who_begins_a_wedding_is_its_first_partner() {
        String location = as(emma).body(EMMA_AND_JAKE).post("/api/couples").then().statusCode(201)
                .body("name", equalTo("Emma & Jake")).body("status", equalTo("planning"))
                .body("time_zone", equalTo("Europe/London")).body("version", equalTo(1))
                .extract().header("Location");

        as(emma).get(location).then().statusCode(200).body("name", equalTo("Emma & Jake"));
        as(emma).get(location + "/members").then().statusCode(200).body("data", hasSize(1))
                .body("data[0].user_id", equalTo(emma.toString())).body("data[0].role", equalTo("partner"))
                .body("data[0].display_name", equalTo("Emma"));
        as(UUID.randomUUID()).get(location).then().statusCode(404);
    }

    @Test
    void a_retry_with_the_same_key_begins_one_wedding() {
        Response first = as(emma).header("Idempotency-Key", "k").body(EMMA_AND_JAKE).post("/api/couples");
        Response second = as(emma).header("Idempotency-Key", "k").body(EMMA_AND_JAKE).post("/api/couples");

        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        as(emma).get("/api/couples").then().body("data", hasSize(1));
    }

    @Test
    void a_client_may_choose_an_id_that_is_free() throws SQLException {
        UUID id = UUID.randomUUID();
        as(emma).body(EMMA_AND_JAKE).put("/api/couples/" + id).then().statusCode(201).body("id", equalTo(id.toString()));

        as(UUID.randomUUID()).body(EMMA_AND_JAKE).put("/api/couples/" + id).then().statusCode(409)
                .body("type", equalTo("/problems/conflict"));
    }

    @Test
    void a_couple_cannot_take_the_id_of_a_supplier_nor_of_a_couple_that_is_gone() throws SQLException {
        UUID supplier = Season.supplier().id();
        Couple gone = Season.couple();
        Season.run("DELETE FROM wedding.couple WHERE id = ?", gone.id());

        as(emma).body(EMMA_AND_JAKE).put("/api/couples/" + supplier).then().statusCode(409);
        as(emma).body(EMMA_AND_JAKE).put("/api/couples/" + gone.id()).then().statusCode(409);
    }

    @Test
    void only_a_user_begins_a_wedding() {
        given().auth().oauth2(Tokens.service()).contentType("application/json").body(EMMA_AND_JAKE).post("/api/couples")
                .then().statusCode(403);
        given().contentType("application/json").body(EMMA_AND_JAKE).post("/api/couples").then().statusCode(401);
    }

    @Test
    void every_broken_rule_is_named() {
        as(emma).body("{\"name\": \" \", \"time_zone\": \"Middle Earth\", \"display_name\": \"\"}").post("/api/couples")
                .then().statusCode(400).body("violations.field", hasItems("name", "time_zone", "display_name"));
    }

    @Test
    void the_list_has_the_callers_own_couples_and_those_it_is_connected_to() throws SQLException {
        Supplier supplier = Season.supplier();
        Couple connected = Season.couple();
        Couple invited = Season.couple();
        Couple former = Season.couple();
        Season.connection(connected, supplier, "active");
        Season.connection(invited, supplier, "pending");
        Season.connection(former, supplier, "ended");

        as(supplier.owner()).get("/api/couples").then().statusCode(200)
                .body("data.id", equalTo(List.of(connected.id().toString())));
        as(invited.partner()).get("/api/couples").then().body("data.id", equalTo(List.of(invited.id().toString())));
        as(UUID.randomUUID()).get("/api/couples").then().statusCode(200).body("data", hasSize(0));
        as(invited.partner()).get("/api/couples/" + connected.id()).then().statusCode(404);
        as(supplier.owner()).get("/api/couples/" + invited.id()).then().statusCode(404);
        as(supplier.owner()).get("/api/couples/" + former.id()).then().statusCode(404);
    }

    @Test
    void the_list_comes_in_pages_by_name() {
        for (String name : new String[] { "Chen", "Adeyemi", "Byrne" }) {
            as(emma).body("{\"name\": \"" + name + "\"}").post("/api/couples").then().statusCode(201);
        }

        String cursor = as(emma).get("/api/couples?limit=2").then().body("data.name", equalTo(List.of("Adeyemi", "Byrne")))
                .extract().path("next_cursor");
        as(emma).get("/api/couples?limit=2&cursor=" + cursor).then().body("data.name", equalTo(List.of("Chen")))
                .body("next_cursor", nullValue());
        given().auth().oauth2(Tokens.service()).get("/api/couples?limit=500").then().statusCode(200)
                .body("data.name", hasItem("Adeyemi"));
        as(emma).get("/api/couples?cursor=AAAA").then().statusCode(400);
    }

    @Test
    void the_entity_tag_counts_every_change_and_if_match_only_those_of_the_couple_itself() throws SQLException {
        Couple couple = Season.couple();
        String address = "/api/couples/" + couple.id();
        String tag = as(couple.partner()).get(address).then().statusCode(200).extract().header("ETag");
        as(couple.partner()).header("If-None-Match", tag).get(address).then().statusCode(304);

        Season.guest(couple, "Byrne, Arthur");
        as(couple.partner()).header("If-None-Match", tag).get(address).then().statusCode(200).body("version", equalTo(1));

        String written = as(couple.partner()).header("If-Match", "\"1\"").body("{\"status\": \"married\"}").patch(address)
                .then().statusCode(200).body("status", equalTo("married")).body("name", equalTo("Emma & Jake"))
                .body("version", equalTo(2)).extract().header("ETag");
        as(couple.partner()).header("If-None-Match", written).get(address).then().statusCode(304);
    }

    @Test
    void nobody_overwrites_what_they_have_not_seen() throws SQLException {
        Couple couple = Season.couple();
        String address = "/api/couples/" + couple.id();
        as(couple.partner()).header("If-Match", "\"1\"").body("{\"name\": \"E & J\"}").patch(address).then().statusCode(200);

        as(couple.partner()).body("{\"name\": \"Jake & Emma\"}").patch(address).then().statusCode(428);
        as(couple.partner()).header("If-Match", "\"1\"").body("{\"name\": \"Jake & Emma\"}").patch(address)
                .then().statusCode(412).body("current.name", equalTo("E & J")).body("current.version", equalTo(2));
        as(couple.partner()).header("If-Match", "\"2\"").body("{\"time_zone\": \"Nowhere\"}").patch(address)
                .then().statusCode(400).body("violations.field", hasItem("time_zone"));
    }

    @Test
    void a_connected_supplier_reads_a_couple_and_does_not_change_it_and_a_stranger_neither() throws SQLException {
        Couple couple = Season.couple();
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        String address = "/api/couples/" + couple.id();

        as(supplier.owner()).get(address).then().statusCode(200);
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"name\": \"x\"}").patch(address).then().statusCode(403);
        as(emma).header("If-Match", "\"1\"").body("{\"name\": \"x\"}").patch(address).then().statusCode(404);
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
