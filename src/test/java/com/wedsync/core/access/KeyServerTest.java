package com.wedsync.core.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The service with a key set instead of a secret. */
@QuarkusTest
@WithTestResource(KeyServerTest.Keys.class)
@Tag("long")
class KeyServerTest {

    private static final RsaJsonWebKey KEY = FakeKeyServer.key("first");
    private static final RsaJsonWebKey ROTATED = FakeKeyServer.key("second");
    private static final Duration BOUND = Duration.ofSeconds(12);

    @Test
    void a_silent_key_server_is_503_and_not_the_callers_fault() throws Exception {
        Keys.SERVER.hang();
        long start = System.nanoTime();
        unavailable(get(KEY));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);

        Keys.SERVER.publish(KEY);
        Keys.SERVER.answerAgain();
        awaitStatus(KEY, 200);
        get(ROTATED).statusCode(401).body("type", equalTo("/problems/unauthenticated"));

        Keys.SERVER.publish(ROTATED);
        awaitStatus(ROTATED, 200);
        get(KEY).statusCode(401).body("type", equalTo("/problems/unauthenticated"));

        Keys.SERVER.close();
        awaitStatus(KEY, 503);
        unavailable(get(KEY));
        get(ROTATED).statusCode(200);
    }

    @Test
    void a_secret_verifies_nothing_where_keys_do() {
        given().auth().oauth2(Tokens.service()).get("/api/database/pool").then().statusCode(401);
    }

    private static ValidatableResponse get(RsaJsonWebKey key) {
        return given().auth().oauth2(FakeKeyServer.token(key)).get("/api/database/pool").then();
    }

    private static void awaitStatus(RsaJsonWebKey key, int status) throws Exception {
        Eventually.get(BOUND, () -> get(key).extract().statusCode(), seen -> seen == status);
    }

    private static void unavailable(ValidatableResponse answer) {
        answer.statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/no-keys"));
    }

    /** Settings that name the key server; there is no secret. */
    public static final class Keys implements QuarkusTestResourceLifecycleManager {

        static final FakeKeyServer SERVER = new FakeKeyServer();

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(new TestDatabase().start());
            settings.remove("wedsync.auth.jwt-secret");
            settings.put("wedsync.auth.jwks-url", SERVER.url().toString());
            settings.put("wedsync.auth.jwks-timeout", "1s");
            settings.put("wedsync.auth.jwks-pause", "1s");
            return settings;
        }

        @Override
        public void stop() {
            SERVER.close();
        }
    }
}
