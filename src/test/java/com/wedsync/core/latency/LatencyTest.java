package com.wedsync.core.latency;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.access.Role;
import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class LatencyTest {

    private String key;

    @BeforeEach
    void a_key() throws SQLException {
        key = ApiKeys.issue(Season.supplier(), "guests:read").token();
    }

    @Test
    void every_role_is_told_how_far_the_database_is_and_as_whom_it_asks() {
        answers(given(), "anon", "wedsync_anon");
        answers(given().auth().oauth2(Tokens.of("nobody", Role.ANONYMOUS, Tokens.SECRET)), "anon", "wedsync_anon");
        answers(given().auth().oauth2(Tokens.user(UUID.randomUUID())), "authenticated", "wedsync_authenticated");
        answers(given().auth().oauth2(key), "authenticated", "wedsync_authenticated");
        answers(given().auth().oauth2(Tokens.service()), "service_role", "wedsync_service");
    }

    @Test
    void a_token_that_is_not_valid_is_refused_all_the_same() {
        given().auth().oauth2("not-a-token").get("/api/connection").then().statusCode(401);
    }

    private static void answers(RequestSpecification caller, String role, String databaseRole) {
        caller.get("/api/connection").then().statusCode(200).body("role", equalTo(role))
                .body("database_role", equalTo(databaseRole)).body("server_version", matchesPattern("1[5-9]\\..*"))
                .body("latency.read_ms", greaterThan(0f)).body("latency.transaction_ms", greaterThan(0f));
    }
}
