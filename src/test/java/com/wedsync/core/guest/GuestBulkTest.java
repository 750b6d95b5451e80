package com.wedsync.core.guest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class GuestBulkTest {

    private Couple couple;
    private String guests;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        guests = "/api/couples/" + couple.id() + "/guests";
    }

    @Test
    void each_row_has_a_result_and_the_valid_ones_are_written() throws SQLException {
        UUID arthur = Season.guest(couple, "Arthur Byrne");
        UUID mei = Season.guest(couple, "Mei Chen");
        UUID made = UUID.randomUUID();

        bulk("""
                {"name": "Kofi Adeyemi", "dietary_requirements": ["vegan", "no \\"nuts\\""]},
                {"id": "%s", "version": 1, "name": "Arthur Byrne", "rsvp_status": "accepted"},
                {"id": "%s", "name": "Mei Chen"},
                {"id": "%s", "name": "Made Offline"},
                {"name": " ", "side": "nobody"},
                {"id": "%s", "version": 7, "name": "Mei Chan"}""".formatted(arthur, mei, made, UUID.randomUUID()))
                .statusCode(200)
                .body("results.result", contains("created", "updated", "unchanged", "created", "invalid", "conflict"))
                .body("results.index", contains(0, 1, 2, 3, 4, 5))
                .body("results.version", contains(1, 2, 1, 1, null, null))
                .body("results[3].id", equalTo(made.toString()))
                .body("results[4].violations.field", hasItems("name", "side"))
                .body("counts.created", equalTo(2)).body("counts.updated", equalTo(1)).body("counts.unchanged", equalTo(1))
                .body("counts.invalid", equalTo(1)).body("counts.conflict", equalTo(1));

        partner().get(guests).then().body("data.name", contains("Arthur Byrne", "Kofi Adeyemi", "Made Offline", "Mei Chen"))
                .body("data[0].rsvp_status", equalTo("accepted"))
                .body("data[1].dietary_requirements", contains("vegan", "no \"nuts\""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"version\": 1, ", "\"version\": 3, " })
    void nobody_overwrites_what_they_have_not_seen(String version) throws SQLException {
        UUID id = Season.guest(couple, "Arthur Byrne");
        bulk("{\"id\": \"%s\", \"version\": 1, \"name\": \"Arthur\", \"notes\": \"first\"}".formatted(id)).body(
                "counts.updated",
                equalTo(1));

        bulk("{\"id\": \"%s\", %s\"name\": \"Art\"}".formatted(id, version)).statusCode(200)
                .body("results[0].result", equalTo("conflict")).body("results[0].current.notes", equalTo("first"))
                .body("results[0].current.version", equalTo(2));
        partner().get(guests + "/" + id).then().body("name", equalTo("Arthur"));
    }

    @Test
    void a_request_that_is_sent_again_changes_nothing() {
        UUID id = UUID.randomUUID();
        String row = "{\"id\": \"%s\", \"name\": \"Arthur\", \"rsvp_status\": \"declined\"}".formatted(id);

        bulk(row).body("results[0].result", equalTo("created"));
        bulk(row).body("results[0].result", equalTo("unchanged")).body("results[0].version", equalTo(1));
    }

    @Test
    void a_retry_with_the_same_key_gets_the_same_bytes_and_writes_once() {
        String body = "{\"guests\": [{\"name\": \"Arthur\"}]}";
        Response first = partner().header("Idempotency-Key", "b1").body(body).post(guests + "/bulk");
        Response second = partner().header("Idempotency-Key", "b1").body(body).post(guests + "/bulk");

        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        partner().get(guests).then().body("data", hasSize(1));
    }

    @Test
    void plus_ones_come_with_or_after_those_who_bring_them() {
        UUID host = UUID.randomUUID();
        UUID nobody = UUID.randomUUID();
        UUID refused = UUID.randomUUID();

        bulk("""
                {"name": "Plus One", "plus_one_of": "%s"}, {"id": "%s", "name": "Host", "plus_ones_allowed": 1},
                {"name": "Lost", "plus_one_of": "%s"}, {"id": "%s", "name": ""}, {"name": "Lost too", "plus_one_of": "%s"},
                {"name": "Both", "plus_one_of": "%s", "plus_ones_allowed": 1}"""
                .formatted(host, host, nobody, refused, refused, host))
                .body("results.result", contains("created", "created", "invalid", "invalid", "invalid", "invalid"))
                .body("results[2].violations.field", contains("plus_one_of"))
                .body("results[4].violations.field", contains("plus_one_of"))
                .body("results[5].violations.field", contains("plus_ones_allowed"));
    }

    @Test
    void a_row_that_cannot_be_read_spoils_no_other() {
        UUID twice = UUID.randomUUID();

        bulk("""
                {"name": 3}, {"name": "A", "nmae": "B"}, {"id": "x", "name": "A"}, {"version": "1", "name": "A"},
                {"version": 1, "name": "A"}, {"name": "A\\u0000B"}, {"id": "%s", "name": "Once"}, {"id": "%s", "name": "Twice"},
                {"dietary_requirements": [""], "name": "A"}, {"plus_ones_allowed": 1.5, "name": "A"}"""
                .formatted(twice, twice))
                .statusCode(200)
                .body("results.result", contains("invalid", "invalid", "invalid", "invalid", "invalid", "invalid", "created",
                        "invalid", "invalid", "invalid"))
                .body("results.violations.flatten().field", hasItems("name", "nmae", "id", "version", "dietary_requirements",
                        "plus_ones_allowed"));
        partner().get(guests).then().body("data.name", contains("Once"));
    }

    @Test
    void a_thousand_guests_are_one_write_and_more_are_refused() {
        String thousand = IntStream.range(0, 1000).mapToObj("{\"name\": \"Guest %d\"}"::formatted)
                .collect(Collectors.joining(","));

        bulk(thousand).statusCode(200).body("results.result", everyItem(equalTo("created"))).body("counts.created",
                equalTo(1000));
        bulk(thousand + ", {\"name\": \"One more\"}").statusCode(400).body("violations.field", hasItem("guests"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"guests\": []}", "{\"guests\": [null]}", "{\"guests\": [1]}", "{\"guests\": {}}", "[]",
            "" })
    void what_is_no_list_of_guests_is_refused(String body) {
        partner().body(body).post(guests + "/bulk").then().statusCode(400);
    }

    @Test
    void a_connected_supplier_may_not_and_a_stranger_finds_nothing() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        String body = "{\"guests\": [{\"name\": \"\"}]}";

        as(supplier.owner()).body(body).post(guests + "/bulk").then().statusCode(403).body("results", nullValue());
        as(Season.couple().partner()).body(body).post(guests + "/bulk").then().statusCode(404);
    }

    private ValidatableResponse bulk(String rows) {
        return partner().body("{\"guests\": [" + rows + "]}").post(guests + "/bulk").then();
    }

    private RequestSpecification partner() {
        return as(couple.partner());
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
