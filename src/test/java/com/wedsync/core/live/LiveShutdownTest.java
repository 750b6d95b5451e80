package com.wedsync.core.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** A service of its own: it does not go back from stopping. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(LiveShutdownTest.Own.class)
@Tag("long")
class LiveShutdownTest {

    public static final class Own implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("wedsync.live.every", "300ms");
        }
    }

    @Inject
    Event<ShutdownDelayInitiatedEvent> stopping;

    @Test
    void viewers_are_sent_to_another_replica_before_this_one_stops() throws Exception {
        try (EventStream stream = EventStream.open("http://localhost:" + RestAssured.port + "/api/database/live",
                Tokens.service(), null)) {
            stream.next("now");
            given().get("/api/database/live").then().header("Connection", nullValue());

            stopping.fire(new ShutdownDelayInitiatedEvent());

            EventStream.Event event = stream.next();
            while (!event.name().equals("bye")) {
                event = stream.next();
            }
            assertThat(event.text("reason")).isEqualTo("shutdown");
            assertThat(event.data().path("reconnect").asBoolean()).isTrue();
            stream.awaitEnd();
        }
        given().auth().oauth2(Tokens.service()).accept("text/event-stream").get("/api/database/live").then().statusCode(503)
                .header("Connection", "close")
                .body("type", equalTo("/problems/no-stream"));
    }
}
