package com.wedsync.core.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.access.ApiKeyToken;
import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.ApiKeys.IssuedKey;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ApiKeyUseTest {

    private Supplier supplier;
    private Couple couple;
    private String keys;
    private String guests;

    @BeforeEach
    void a_supplier_and_its_couple() throws SQLException {
        supplier = Season.supplier();
        couple = Season.couple();
        Season.connection(couple, supplier, "active");
        Season.guest(couple, "Byrne, Arthur");
        keys = ApiKeys.path(supplier);
        guests = "/api/couples/" + couple.id() + "/guests";
    }

    @Test
    void a_key_is_sent_as_a_bearer_token_or_in_its_own_header() {
        String token = ApiKeys.issue(supplier, "guests:read").token();

        given().auth().oauth2(token).get(guests).then().statusCode(200).body("data", hasSize(1));
        given().header("X-API-Key", token).get(guests).then().statusCode(200).body("data", hasSize(1));
    }

    @Test
    void a_key_does_what_its_scope_says_and_no_more() throws SQLException {
        String other = ApiKeys.issue(supplier, "couples:read", "couples:write", "forms:read", "timeline:write").token();
        given().auth().oauth2(other).get(guests).then().statusCode(403).body("type", equalTo("/problems/not-allowed"));

        String reader = ApiKeys.issue(supplier, "guests:read").token();
        given().auth().oauth2(reader).contentType("application/json").body("{\"name\": \"x\"}").post(guests).then()
                .statusCode(403);
        Couple stranger = Season.couple();
        given().auth().oauth2(reader).get("/api/couples/" + stranger.id() + "/guests").then().statusCode(404);
        given().auth().oauth2(reader).get("/api/database/pool").then().statusCode(403);
    }

    @Test
    void a_key_ends_with_the_connection() throws SQLException {
        String token = ApiKeys.issue(supplier, "guests:read").token();
        Season.connection(couple, supplier, "ended");

        given().auth().oauth2(token).get(guests).then().statusCode(404);
    }

    @Test
    void a_wrong_a_broken_and_an_unknown_key_are_refused() {
        String token = ApiKeys.issue(supplier, "guests:read").token();
        String unknown = ApiKeyToken.make(new SecureRandom());
        String otherSecret = withPrefix(token.substring(4, 16));
        String wrongChecksum = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");

        for (String refused : List.of(unknown, otherSecret, wrongChecksum, "wsk_", "wsk_x_y", token + "0")) {
            refused(given().auth().oauth2(refused));
            refused(given().header("X-API-Key", refused));
        }
        refused(given().header("X-API-Key", ""));
        refused(given().header("X-API-Key", Tokens.service()));
    }

    @Test
    void a_revoked_key_is_refused_from_the_next_request_on() {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        given().auth().oauth2(key.token()).get(guests).then().statusCode(200);

        owner().delete(keys + "/" + key.id()).then().statusCode(204);
        refused(given().auth().oauth2(key.token()));
    }

    @Test
    void an_expired_key_is_refused() throws Exception {
        IssuedKey key = ApiKeys.issue(supplier, Map.of("name", "x", "scopes", List.of("guests:read"), "expires_at",
                Instant.now().plusSeconds(3600).toString()));
        given().auth().oauth2(key.token()).get(guests).then().statusCode(200);

        Season.run("UPDATE wedding.api_key SET expires_at = now() WHERE prefix = ?", key.token().substring(4, 16));
        refused(given().auth().oauth2(key.token()));
    }

    @Test
    void a_rotated_key_works_for_the_overlap_and_has_one_successor() {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        String next = owner().body("{\"overlap\": \"PT1H\"}").post(keys + "/" + key.id() + "/rotate").then().statusCode(201)
                .body("key.replaces", equalTo(key.id())).extract().path("token");

        given().auth().oauth2(key.token()).get(guests).then().statusCode(200);
        given().auth().oauth2(next).get(guests).then().statusCode(200);
        owner().body("{}").post(keys + "/" + key.id() + "/rotate").then().statusCode(409);
        List<String> ends = owner().get(keys).path("data.findAll { it.id == '" + key.id() + "' }.expires_at");
        assertThat(Instant.parse(ends.getFirst())).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
    }

    @Test
    void without_an_overlap_the_old_token_ends_at_once() {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        String next = owner().body("{\"overlap\": \"PT0S\"}").post(keys + "/" + key.id() + "/rotate").then().statusCode(201)
                .extract().path("token");

        refused(given().auth().oauth2(key.token()));
        given().auth().oauth2(next).get(guests).then().statusCode(200);
        owner().body("{}").post(keys + "/" + key.id() + "/rotate").then().statusCode(409)
                .body("type", equalTo("/problems/conflict"));
    }

    @Test
    void use_is_remembered_beside_the_request_and_changes_no_revision() throws Exception {
        IssuedKey key = ApiKeys.issue(supplier, "guests:read");
        String revision = Season.texts("SELECT revision FROM wedding.tenant WHERE id = ?", supplier.id()).getFirst();
        given().auth().oauth2(key.token()).get(guests).then().statusCode(200);

        Eventually.get(() -> owner().get(keys).<String> path("data[0].last_used_at"), Objects::nonNull);
        assertThat(Season.texts("SELECT revision FROM wedding.tenant WHERE id = ?", supplier.id())).containsExactly(revision);
    }

    /** A token that is right in all but its secret. */
    private static String withPrefix(String prefix) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        AtomicInteger at = new AtomicInteger();
        return ApiKeyToken.make(new SecureRandom() {
            @Override
            public int nextInt(int bound) {
                int i = at.getAndIncrement();
                return i < prefix.length() ? alphabet.indexOf(prefix.charAt(i)) : super.nextInt(bound);
            }
        });
    }

    private void refused(RequestSpecification request) {
        request.get(guests).then().statusCode(401).contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer")).body("type", equalTo("/problems/unauthenticated"));
    }

    private RequestSpecification owner() {
        return given().auth().oauth2(Tokens.user(supplier.owner())).contentType("application/json");
    }
}
