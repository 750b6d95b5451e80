package com.wedsync.core.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.access.Role;
import com.wedsync.core.metric.PassEnded;
import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Narrow;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.smallrye.jwt.build.Jwt;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(Narrow.class)
class LiveTest {

    @Inject
    Event<PassEnded> passes;

    @Test
    void the_report_has_the_numbers_of_the_other_resources() {
        JsonPath pool = json("/api/database/pool");

        JsonPath live = json("/api/database/live");

        assertThat(live.getInt("app.max_connections")).isEqualTo(pool.getInt("app.max_connections"));
        assertThat(live.getInt("ops.max_connections")).isEqualTo(pool.getInt("ops.max_connections"));
        assertThat(live.getInt("admission.limit")).isPositive();
    }

    @Test
    void requests_of_the_data_plane_are_counted_and_those_of_operators_are_not() throws Exception {
        Service.awaitSchema();
        String guests = "/api/couples/" + Season.couple().id() + "/guests";
        long before = json("/api/database/live").getLong("budget[0].requests");

        for (int n = 0; n < 5; n++) {
            given().auth().oauth2(Tokens.service()).get(guests).then().statusCode(200);
            given().auth().oauth2(Tokens.service()).get("/api/database/pool").then().statusCode(200);
        }

        JsonPath live = Eventually.get(() -> json("/api/database/live"),
                report -> report.getLong("budget[0].requests") >= before + 5);
        assertThat(live.getLong("budget[0].requests")).isEqualTo(before + 5);
        assertThat(live.getDouble("requests.p95_ms")).isPositive();
        assertThat(live.getInt("budget[0].failed")).isZero();
    }

    @Test
    void without_a_service_token_nobody_is_told() {
        given().get("/api/database/live").then().statusCode(401);
        given().auth().oauth2(Tokens.authenticated()).get("/api/database/live").then().statusCode(403);
        given().auth().oauth2(Tokens.authenticated()).accept("text/event-stream").get("/api/database/live").then()
                .statusCode(403);
    }

    @Test
    void a_viewer_is_sent_figures_at_once_and_again_and_again() throws Exception {
        try (EventStream stream = open(Tokens.service())) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            JsonNode first = stream.next("now").data();
            JsonNode second = stream.next("now").data();

            assertThat(first.path("app").path("max_connections").asInt())
                    .isEqualTo(json("/api/database/pool").getInt("app.max_connections"));
            assertThat(Instant.parse(second.path("timestamp").asText()))
                    .isAfter(Instant.parse(first.path("timestamp").asText()));
        }
    }

    @Test
    void a_viewer_hears_of_each_reading() throws Exception {
        try (EventStream stream = open(Tokens.service())) {
            stream.next("now");
            passes.fire(new PassEnded(Instant.parse("2026-06-01T12:00:00Z"), false));

            EventStream.Event event = stream.next();
            while (event.name().equals("now")) {
                event = stream.next();
            }
            assertThat(event.name()).isEqualTo("pass");
            assertThat(event.text("at")).isEqualTo("2026-06-01T12:00:00Z");
            assertThat(event.data().path("succeeded").asBoolean()).isFalse();
            assertThat(json("/api/database/live").getBoolean("reading.failing")).isTrue();
        } finally {
            passes.fire(new PassEnded(Instant.now(), true));
        }
    }

    @Test
    void a_stream_ends_with_its_token() throws Exception {
        String token = Jwt.subject("operator").claim("role", Role.SERVICE).expiresIn(Duration.ofSeconds(2))
                .signWithSecret(Tokens.SECRET);
        try (EventStream stream = open(token)) {
            EventStream.Event event = stream.next();
            while (event.name().equals("now") || event.name().equals("pass")) {
                event = stream.next();
            }
            assertThat(event.name()).isEqualTo("bye");
            assertThat(event.text("reason")).isEqualTo("token_expired");
            stream.awaitEnd();
        }
    }

    @Test
    void no_more_look_than_may_and_who_leaves_makes_room() throws Exception {
        Eventually.get(() -> json("/api/database/live").getInt("viewers"), viewers -> viewers == 0);
        List<EventStream> open = new ArrayList<>();
        try {
            for (int n = 0; n < 3; n++) {
                open.add(open(Tokens.service()));
                open.getLast().next("now");
            }
            given().auth().oauth2(Tokens.service()).accept("text/event-stream").get("/api/database/live").then()
                    .statusCode(503).body("type", equalTo("/problems/no-stream"));
        } finally {
            for (EventStream stream : open) {
                stream.close();
            }
        }
        Eventually.get(() -> json("/api/database/live").getInt("viewers"), viewers -> viewers == 0);
    }

    private static JsonPath json(String path) {
        return given().auth().oauth2(Tokens.service()).accept("application/json").get(path).then().statusCode(200).extract()
                .jsonPath();
    }

    private static EventStream open(String token) throws Exception {
        return EventStream.open("http://localhost:" + RestAssured.port + "/api/database/live", token, null);
    }
}
