package com.wedsync.core.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.ApiKeys.IssuedKey;
import com.wedsync.core.testing.Season;
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
class ApiKeyTest {

    private static final String PLANNER = "{\"name\": \"Seating planner\", \"scopes\": [\"guests:read\"]}";

    private Supplier supplier;
    private String keys;

    @BeforeEach
    void a_supplier() throws SQLException {
        supplier = Season.supplier();
        keys = ApiKeys.path(supplier);
    }

    @Test
    void an_owner_makes_lists_and_revokes_keys_and_the_token_is_shown_once() {
        Response made = owner().body(PLANNER).post(keys);
        made.then().statusCode(201).header("Cache-Control", equalTo("no-store"))
                .body("token", notNullValue()).body("key.scopes", contains("guests:read"))
                .body("key.created_by", equalTo("user:" + supplier.owner())).body("key.expires_at", nullValue());
        String token = made.path("token");
        String prefix = made.path("key.prefix");
        assertThat(token).startsWith("wsk_" + prefix + "_");
        assertThat(made.header("Location")).isEqualTo(keys + "/" + made.path("key.id"));

        String listed = owner().get(keys).then().statusCode(200).body("data", hasSize(1))
                .body("data[0].prefix", equalTo(prefix)).extract().asString();
        assertThat(listed).doesNotContain(token.substring(20)).doesNotContain("hash");

        owner().delete(made.header("Location")).then().statusCode(204);
        owner().delete(made.header("Location")).then().statusCode(204);
        owner().get(keys).then().body("data[0].revoked_at", notNullValue());
    }

    @Test
    void keys_are_listed_by_name_page_by_page() {
        for (String name : List.of("c", "a", "b")) {
            ApiKeys.issue(supplier, java.util.Map.of("name", name, "scopes", List.of("guests:read")));
        }
        String cursor = owner().get(keys + "?limit=2").then().body("data.name", contains("a", "b")).extract()
                .path("next_cursor");
        owner().get(keys + "?limit=2&cursor=" + cursor).then().body("data.name", contains("c"))
                .body("next_cursor", nullValue());
    }

    @Test
    void a_second_try_with_the_same_idempotency_key_makes_no_second_key_and_tells_no_token() {
        Response first = owner().header("Idempotency-Key", "k1").body(PLANNER).post(keys);
        Response second = owner().header("Idempotency-Key", "k1").body(PLANNER).post(keys);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.<String> path("key.id")).isEqualTo(first.path("key.id"));
        assertThat(second.<String> path("token")).isNull();
        owner().get(keys).then().body("data", hasSize(1));
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({ "admin, 200", "member, 403", "stranger, 404" })
    void only_owners_and_administrators_manage_keys(String role, int status) throws SQLException {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        UUID user = UUID.randomUUID();
        if (!role.equals("stranger")) {
            Season.run("INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES (?, ?, ?)", supplier.id(),
                    user, role);
        }
        boolean allowed = status == 200;

        as(Tokens.user(user)).get(keys).then().statusCode(status);
        as(Tokens.user(user)).body(PLANNER).post(keys).then().statusCode(allowed ? 201 : status);
        as(Tokens.user(user)).body("{}").post(keys + "/" + key.id() + "/rotate").then().statusCode(allowed ? 201 : status);
        as(Tokens.user(user)).delete(keys + "/" + key.id()).then().statusCode(allowed ? 204 : status);
    }

    @Test
    void no_api_key_manages_keys() {
        IssuedKey key = ApiKeys.issue(supplier, "supplier:read", "supplier:write");

        as(key.token()).get(keys).then().statusCode(403);
        as(key.token()).body(PLANNER).post(keys).then().statusCode(403);
        as(key.token()).body("{}").post(keys + "/" + key.id() + "/rotate").then().statusCode(403);
        as(key.token()).delete(keys + "/" + key.id()).then().statusCode(403);
        owner().get(keys).then().body("data", hasSize(1)).body("data[0].revoked_at", nullValue());
    }

    @Test
    void a_key_of_another_supplier_is_told_as_if_there_were_none() throws SQLException {
        IssuedKey foreign = ApiKeys.issue(Season.supplier(), "guests:read");

        owner().delete(keys + "/" + foreign.id()).then().statusCode(404);
        owner().body("{}").post(keys + "/" + foreign.id() + "/rotate").then().statusCode(404);
    }

    @Test
    void every_broken_rule_is_named() {
        owner().body("{\"name\": \" \", \"scopes\": [\"everything\"], \"requests_per_minute\": 0, "
                + "\"expires_at\": \"2020-01-01T00:00:00Z\"}").post(keys).then().statusCode(400)
                .body("violations.message", hasItems("must be a scope"))
                .body("violations.field", hasItems("name", "requests_per_minute", "expires_at"));
        owner().body("{\"name\": \"x\", \"scopes\": []}").post(keys).then().statusCode(400);
        owner().body("{\"name\": \"x\", \"scopes\": [null]}").post(keys).then().statusCode(400);
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        for (String overlap : new String[] { "P31D", "-PT1S", "soon" }) {
            owner().body("{\"overlap\": \"" + overlap + "\"}").post(keys + "/" + key.id() + "/rotate").then().statusCode(400);
        }
    }

    @Test
    void making_and_ending_stand_in_the_audit_trail_with_the_hash_masked() throws SQLException {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        owner().delete(keys + "/" + key.id());

        List<String> entries = Season.texts("""
                SELECT action || ' ' || actor || ' ' || coalesce(changes ->> 'hash', '-')
                FROM wedding.audit_entry WHERE tenant_id = ? AND entity = 'api_key' ORDER BY sequence""", supplier.id());
        assertThat(entries).containsExactly("insert user:" + supplier.owner() + " {\"masked\": true}",
                "update user:" + supplier.owner() + " -");
    }

    private RequestSpecification owner() {
        return as(Tokens.user(supplier.owner()));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
