package com.wedsync.core.corefield;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CoreFieldTest {

    private Couple couple;
    private UUID other;
    private String fields;

    @BeforeEach
    void a_couple_of_two_partners() throws SQLException {
        couple = Season.couple();
        other = UUID.randomUUID();
        Season.member(couple, other, "partner");
        fields = "/api/couples/" + couple.id() + "/core-fields";
    }

    @Test
    void the_catalogue_is_everybodys_and_may_be_kept() {
        as(UUID.randomUUID()).get("/api/core-fields").then().statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=3600"))
                .body("data.key", hasItems("guest_count", "wedding_date"))
                .body("data.find { it.key == 'guest_count' }.value_type", equalTo("integer"))
                .body("data.find { it.key == 'guest_count' }.merge_rule", equalTo("max"));
        given().get("/api/core-fields").then().statusCode(401);
    }

    @Test
    void values_are_read_with_version_who_and_when() {
        change(couple.partner(), value("guest_count", "120", 0), value("dietary_requirements", "[\"vegan\", \"Vegan \"]", 0),
                value("budget", "18500.50", 0)).statusCode(200)
                .body("data.key", contains("guest_count", "dietary_requirements", "budget"))
                .body("data.resolution", contains("written", "written", "written"));

        as(other).get(fields).then().statusCode(200)
                .body("data.key", contains("budget", "dietary_requirements", "guest_count"))
                .body("data[0].value", equalTo(18500.5f)).body("data[1].value", contains("vegan"))
                .body("data[2].value", equalTo(120)).body("data[2].updated_by", equalTo(couple.partner().toString()))
                .body("data[2].updated_at", notNullValue()).body("data[2].version", greaterThan(0));
    }

    @Test
    void values_that_have_not_changed_are_not_sent_again() {
        String tag = as(couple.partner()).get(fields).then().statusCode(200).body("data", hasSize(0)).extract().header("ETag");
        as(couple.partner()).header("If-None-Match", tag).get(fields).then().statusCode(304).header("ETag", equalTo(tag));

        change(other, value("guest_count", "120", 0)).statusCode(200);

        as(couple.partner()).header("If-None-Match", tag).get(fields).then().statusCode(200).body("data", hasSize(1));
    }

    @Test
    void partners_who_edit_different_fields_never_conflict() {
        change(couple.partner(), value("wedding_date", "\"2026-06-20\"", 0)).statusCode(200);
        change(other, value("venue", "\"Larkhill Farm\"", 0)).statusCode(200);
    }

    @Test
    void what_only_a_person_can_settle_is_a_conflict_and_nothing_of_the_request_is_written() {
        long first = version(change(couple.partner(), value("wedding_date", "\"2026-06-20\"", 0)));
        long second = version(change(other, value("wedding_date", "\"2026-06-27\"", first)));

        change(couple.partner(), value("guest_count", "120", 0), """
                {"key": "wedding_date", "value": "2026-07-04", "base_version": %d, "base_value": "2026-06-20"}"""
                .formatted(first)).statusCode(409)
                .body("type", equalTo("/problems/core-field-conflict")).body("conflicts", hasSize(1))
                .body("conflicts[0].key", equalTo("wedding_date")).body("conflicts[0].base", equalTo("2026-06-20"))
                .body("conflicts[0].theirs", equalTo("2026-06-27")).body("conflicts[0].mine", equalTo("2026-07-04"))
                .body("conflicts[0].who", equalTo(other.toString())).body("conflicts[0].when", notNullValue())
                .body("conflicts[0].base_version", equalTo((int) first))
                .body("conflicts[0].theirs_version", equalTo((int) second));
        as(other).get(fields).then().body("data.key", contains("wedding_date")).body("data[0].value", equalTo("2026-06-27"));

        change(couple.partner(), value("wedding_date", "\"2026-07-04\"", second)).statusCode(200)
                .body("data[0].resolution", equalTo("written"));
    }

    @Test
    void equal_values_never_conflict() {
        long version = version(change(couple.partner(), value("wedding_date", "\"2026-06-20\"", 0)));

        change(other, value("wedding_date", "\"2026-06-20\"", 0)).statusCode(200)
                .body("data[0].resolution", equalTo("unchanged")).body("data[0].version", equalTo((int) version));
    }

    @Test
    void the_greater_of_two_numbers_and_the_entries_of_both_stay() {
        long list = version(change(couple.partner(), value("dietary_requirements", "[\"vegan\", \"halal\"]", 0),
                value("guest_count", "120", 0)));
        change(other, value("dietary_requirements", "[\"vegan\", \"halal\", \"nut allergy\"]", list)).statusCode(200);

        change(couple.partner(), value("guest_count", "110", 0),
                """
                        {"key": "dietary_requirements", "value": ["vegan", "kosher"], "base_version": %d, "base_value": ["vegan", "halal"]}"""
                        .formatted(list))
                .statusCode(200)
                .body("data.resolution", contains("kept", "merged")).body("data[0].value", equalTo(120))
                .body("data[1].value", equalTo(List.of("vegan", "nut allergy", "kosher")));
    }

    @Test
    void every_fault_of_a_request_is_named() {
        change(couple.partner(), value("guest_count", "\"many\"", 0), value("shoe_size", "43", 0),
                value("wedding_date", "\"2026-02-30\"", 0), value("venue", "null", 0), value("style", "\"rustic\"", 0),
                value("style", "\"classic\"", 0)).statusCode(422)
                .body("type", equalTo("/problems/unprocessable"))
                .body("violations.field", containsInAnyOrder("guest_count", "shoe_size", "wedding_date", "venue", "style"))
                .body("violations.find { it.field == 'guest_count' }.message", containsString("whole number"));
        as(couple.partner()).get(fields).then().body("data", hasSize(0));

        as(couple.partner()).body("{\"changes\": []}").patch(fields).then().statusCode(400)
                .body("violations.field", hasItem("changes"));
        as(couple.partner()).body("{\"changes\": [{\"key\": \"style\"}]}").patch(fields).then().statusCode(400)
                .body("violations.field", hasItem("value"));
        as(couple.partner()).body("{\"changes\": [{\"key\": \"style\", \"value\": \"x\", \"colour\": 1}]}").patch(fields).then()
                .statusCode(400);
    }

    @Test
    void a_value_is_taken_back_only_by_who_has_seen_it_and_no_version_comes_back() {
        long first = version(change(couple.partner(), value("wedding_date", "\"2026-06-20\"", 0)));

        as(other).delete(fields + "/wedding_date").then().statusCode(428);
        as(other).header("If-Match", "\"" + (first + 1) + "\"").delete(fields + "/wedding_date").then().statusCode(412)
                .body("current.value", equalTo("2026-06-20")).body("current.version", equalTo((int) first));
        as(other).header("If-Match", "\"" + first + "\"").delete(fields + "/wedding_date").then().statusCode(204);
        as(other).header("If-Match", "\"" + first + "\"").delete(fields + "/wedding_date").then().statusCode(404);

        change(couple.partner(), value("wedding_date", "\"2026-07-04\"", first)).statusCode(409)
                .body("conflicts[0].theirs", nullValue()).body("conflicts[0].who", nullValue());
        long second = version(change(other, value("wedding_date", "\"2026-06-27\"", 0)));
        assertThat(second).isGreaterThan(first);
        change(couple.partner(), value("wedding_date", "\"2026-07-04\"", first)).statusCode(409);
    }

    @Test
    void what_another_program_stored_in_no_usable_form_does_not_stand_in_the_way() throws SQLException {
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'guest_count', '\"lots\"')",
                couple.id());

        change(couple.partner(), value("guest_count", "120", 0)).statusCode(200).body("data[0].value", equalTo(120));
    }

    @Test
    void a_retry_with_the_same_key_gets_the_first_answer() {
        String body = "{\"changes\": [" + value("guest_count", "120", 0) + "]}";
        Response first = as(couple.partner()).header("Idempotency-Key", "k1").body(body).patch(fields);
        change(other, value("guest_count", "130", 0)).statusCode(200);
        Response second = as(couple.partner()).header("Idempotency-Key", "k1").body(body).patch(fields);

        assertThat(second.asString()).isEqualTo(first.asString()).contains("\"resolution\":\"written\"");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_connected_supplier_reads_and_does_not_write_and_a_stranger_does_neither() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        long version = version(change(couple.partner(), value("guest_count", "120", 0)));

        as(supplier.owner()).get(fields).then().statusCode(200).body("data.key", contains("guest_count"));
        change(supplier.owner(), value("guest_count", "130", version)).statusCode(403).body("type",
                equalTo("/problems/not-allowed"));
        change(supplier.owner(), value("guest_count", "120", version)).statusCode(403);
        as(supplier.owner()).header("If-Match", "\"" + version + "\"").delete(fields + "/guest_count").then().statusCode(403);

        Season.connection(couple, supplier, "ended");
        as(supplier.owner()).get(fields).then().statusCode(404);

        UUID stranger = Season.couple().partner();
        as(stranger).get(fields).then().statusCode(404);
        change(stranger, value("guest_count", "130", version)).statusCode(404);
        as(stranger).header("If-Match", "\"" + version + "\"").delete(fields + "/guest_count").then().statusCode(404);
        given().get(fields).then().statusCode(401);
    }

    private ValidatableResponse change(UUID user, String... changes) {
        return as(user).body("{\"changes\": [" + String.join(", ", changes) + "]}").patch(fields).then();
    }

    private static String value(String key, String json, long baseVersion) {
        return "{\"key\": \"%s\", \"value\": %s, \"base_version\": %d}".formatted(key, json, baseVersion);
    }

    private static long version(ValidatableResponse written) {
        return written.statusCode(200).extract().<Number> path("data[0].version").longValue();
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
