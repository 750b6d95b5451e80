package com.wedsync.core.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class AuthenticationFailuresTest {

    private static final String GUESTS = "/api/couples/{couple}/guests";

    @Inject
    Router router;

    @Inject
    MeterRegistry registry;

    @Test
    void stands_where_quarkus_rest_would_look_for_the_template_of_each_request() {
        AtomicReference<Object> handler = new AtomicReference<>();
        Route probe = router.route("/api/couples/*").order(-SecurityHandlerPriorities.AUTHORIZATION).handler(context -> {
            handler.set(context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER));
            context.next();
        });
        try {
            given().auth().oauth2(Tokens.user(UUID.randomUUID())).when().get(GUESTS, UUID.randomUUID()).then().statusCode(404);
        } finally {
            probe.remove();
        }
        assertThat(String.valueOf(handler.get())).contains(AuthenticationFailures.class.getSimpleName());
    }

    @Test
    void a_failure_is_a_problem_and_counted_under_the_template() throws Exception {
        given().auth().oauth2("no.such.token").when().get(GUESTS, UUID.randomUUID()).then().statusCode(401)
                .contentType("application/problem+json").body("type", equalTo("/problems/unauthenticated"));

        Eventually.get(() -> registry.find("http.server.requests").tags("uri", GUESTS, "status", "401").timers(),
                timers -> !timers.isEmpty());
    }
}
