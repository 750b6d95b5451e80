package com.wedsync.core.ratelimit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class RateLimitTest {

    private static final String GUESTS = "/api/couples/" + UUID.randomUUID() + "/guests";

    @TestHTTPResource(value = "/metrics", management = true)
    private URI scrape;

    @Test
    void a_user_who_asks_too_often_is_told_when_to_come_back() {
        String token = Tokens.user(UUID.randomUUID());
        given().auth().oauth2(token).get(GUESTS).then().statusCode(404)
                .header("RateLimit-Policy", equalTo("\"user\";q=100;w=10")).header("RateLimit", startsWith("\"user\";r=99;t="))
                .header("RateLimit-Limit", equalTo("100")).header("RateLimit-Remaining", equalTo("99"))
                .header("RateLimit-Reset", equalTo("1"));

        Response refused = firstRefusal(token);
        refused.then().statusCode(429).contentType("application/problem+json")
                .body("type", equalTo("/problems/too-many-requests")).header("Retry-After", equalTo("1"))
                .header("RateLimit-Remaining", equalTo("0"));
        given().auth().oauth2(Tokens.user(UUID.randomUUID())).get(GUESTS).then().statusCode(404);
        assertThat(given().get(scrape).asString())
                .containsPattern("wedsync_rate_limit_refusals_total\\{caller=\"user\"\\} [1-9]");
    }

    @Test
    void a_key_may_have_a_limit_of_its_own() throws SQLException {
        Supplier supplier = Season.supplier();
        String token = ApiKeys.issue(supplier, Map.of("name", "x", "scopes", List.of("guests:read"), "requests_per_minute", 12))
                .token();

        given().auth().oauth2(token).get(GUESTS).then().statusCode(404).header("RateLimit-Policy", equalTo("\"key\";q=2;w=10"));
        given().auth().oauth2(token).get(GUESTS).then().statusCode(404);
        given().header("X-API-Key", token).get(GUESTS).then().statusCode(429).header("Retry-After", equalTo("5"));
    }

    @Test
    void who_is_not_known_is_counted_by_address_and_still_told_what_is_wrong() {
        for (String token : new String[] { "not-a-token", "wsk_x" }) {
            given().auth().oauth2(token).get(GUESTS).then().statusCode(401).body("type", equalTo("/problems/unauthenticated"))
                    .header("RateLimit-Policy", startsWith("\"anonymous\";"));
        }
        given().get(GUESTS).then().statusCode(401).header("RateLimit-Policy", startsWith("\"anonymous\";"));
        given().auth().oauth2(Tokens.authenticated()).get(GUESTS).then().statusCode(403)
                .header("RateLimit-Policy", startsWith("\"anonymous\";"));
    }

    @Test
    void the_service_role_and_the_operations_plane_have_no_limits() {
        given().auth().oauth2(Tokens.service()).get(GUESTS).then().statusCode(404).header("RateLimit-Limit", nullValue());
        given().get("/api/database/pool").then().statusCode(401).header("RateLimit-Limit", nullValue());
    }

    @Test
    void a_body_arrives_whole_behind_the_limiter() throws SQLException {
        Supplier supplier = Season.supplier();
        String name = "x".repeat(90);
        given().auth().oauth2(Tokens.user(supplier.owner())).contentType("application/json")
                .body(Map.of("name", name, "scopes", List.of("guests:read"))).post(ApiKeys.path(supplier)).then()
                .statusCode(201).body("key.name", equalTo(name));
    }

    private static Response firstRefusal(String token) {
        for (int i = 0; i < 1000; i++) {
            Response answer = given().auth().oauth2(token).get(GUESTS);
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("1000 requests were served at once");
    }
}
