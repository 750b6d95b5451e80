package com.wedsync.core.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.restassured.response.ValidatableResponse;

/** What the packaged application says of itself while its database is silent, and afterwards. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class LostDatabaseIT {

    private static final String URL = "wedsync.database.url";

    @Test
    void a_service_whose_database_hangs_is_alive_unhealthy_and_not_ready_until_it_answers_again() throws IOException {
        Map<String, String> settings = new HashMap<>(new TestDatabase().start());
        settings.remove("quarkus.management.port"); // each application of its own has another
        String url = String.valueOf(settings.get(URL));
        int port = URI.create(url).getPort();
        try (Proxy network = Proxy.to(port)) {
            settings.put(URL, url.replace(":" + port, ":" + network.port()));
            try (PackagedApplication service = PackagedApplication.start(settings)) {
                service.awaitProbe("ready", 200);
                health(service).statusCode(200).body("status", not(equalTo("unhealthy")));

                network.freeze();
                service.awaitProbe("ready", 503);
                health(service).statusCode(503).body("status", equalTo("unhealthy"));
                assertThat(service.probe("live")).isEqualTo(200);

                network.thaw();
                service.awaitProbe("ready", 200);
                health(service).statusCode(200).body("status", not(equalTo("unhealthy")));
            }
        }
    }

    private static ValidatableResponse health(PackagedApplication service) {
        return given().auth().oauth2(Tokens.service())
                .get("http://localhost:" + service.port() + "/api/database/health").then();
    }
}
