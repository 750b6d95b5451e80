package com.wedsync.core.supplier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SupplierTest {

    private static final String LARKHILL = """
            {"name": "Larkhill Farm", "category": "venue", "city": "Bath", "country_code": "GB"}""";

    private final Supplier supplier = Season.supplier();
    private final String address = "/api/suppliers/" + supplier.id();
    private final UUID anybody = UUID.randomUUID();

    SupplierTest() throws SQLException {
        // the season's rows are written
    }

    @Test
    void who_begins_a_business_is_its_owner() {
        String location = as(anybody).body(LARKHILL).post("/api/suppliers").then().statusCode(201)
                .body("name", equalTo("Larkhill Farm")).body("city", equalTo("Bath")).extract().header("Location");

        as(anybody).get(location + "/members").then().statusCode(200).body("data", hasSize(1))
                .body("data[0].user_id", equalTo(anybody.toString())).body("data[0].role", equalTo("owner"));
        given().auth().oauth2(Tokens.service()).contentType("application/json").body(LARKHILL).post("/api/suppliers")
                .then().statusCode(403);
    }

    @Test
    void a_retry_with_the_same_key_begins_one_business() {
        String first = as(anybody).header("Idempotency-Key", "k").body(LARKHILL).post("/api/suppliers").asString();
        String second = as(anybody).header("Idempotency-Key", "k").body(LARKHILL).post("/api/suppliers").asString();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void every_broken_rule_is_named() {
        as(anybody).body("{\"name\": \"\", \"category\": \"casino\", \"email\": \"x\", \"country_code\": \"gb\"}")
                .post("/api/suppliers").then().statusCode(400)
                .body("violations.field", hasItems("name", "category", "email", "country_code"));
    }

    @Test
    void everybody_who_is_signed_in_reads_the_profile_and_only_members_change_it() {
        as(anybody).get(address).then().statusCode(200).header("ETag", equalTo("\"1\""));
        as(anybody).header("If-None-Match", "\"1\"").get(address).then().statusCode(304);
        given().get(address).then().statusCode(401);
        as(anybody).get("/api/suppliers/" + UUID.randomUUID()).then().statusCode(404);

        as(anybody).header("If-Match", "\"1\"").body("{\"city\": \"York\"}").patch(address).then().statusCode(403);
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"city\": \"York\"}").patch(address).then().statusCode(200)
                .header("ETag", equalTo("\"2\"")).body("city", equalTo("York")).body("name", equalTo("Larkhill Farm"));
        as(anybody).header("If-Match", "\"1\"").body("{\"city\": \"York\"}").patch("/api/suppliers/" + UUID.randomUUID())
                .then().statusCode(404);
    }

    @Test
    void nobody_overwrites_what_they_have_not_seen() {
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"city\": \"York\"}").patch(address).then().statusCode(200);

        as(supplier.owner()).body("{\"city\": \"Bath\"}").patch(address).then().statusCode(428);
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"city\": \"Bath\"}").patch(address).then().statusCode(412)
                .body("current.city", equalTo("York"));
    }

    @Test
    void the_directory_is_searched_by_name_category_and_city_page_by_page() {
        String mark = UUID.randomUUID().toString();
        add("B 50% off " + mark, "florist", "York");
        add("A " + mark, "florist", "Bath");
        add("C " + mark, "baker", "York");

        String cursor = found("?limit=2&search=" + mark.toUpperCase(Locale.ROOT))
                .body("data.name", contains("A " + mark, "B 50% off " + mark)).extract().path("next_cursor");
        found("?limit=2&search=" + mark + "&cursor=" + cursor).body("data.name", contains("C " + mark))
                .body("next_cursor", nullValue());
        found("?search=" + mark + "&city=york").body("data", hasSize(2));
        found("?search=" + mark + "&city=york&category=baker").body("data.name", contains("C " + mark));
        found("?search=%25 off " + mark).body("data", hasSize(1));
        found("?search=A_" + mark).body("data", hasSize(0));
        as(anybody).get("/api/suppliers?category=casino").then().statusCode(400);
        as(anybody).get("/api/suppliers?cursor=AAAA").then().statusCode(400);
    }

    private void add(String name, String category, String city) {
        as(anybody).body("{\"name\": \"" + name + "\", \"category\": \"" + category + "\", \"city\": \"" + city + "\"}")
                .post("/api/suppliers").then().statusCode(201);
    }

    private ValidatableResponse found(String query) {
        return as(anybody).urlEncodingEnabled(false).get("/api/suppliers" + query.replace(" ", "%20")).then().statusCode(200);
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
