package com.wedsync.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.wedsync.core.testing.Chromium;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Runs the client, as the service sends it, in a browser against a service that does what a test in JavaScript says. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@EnabledIf(value = "com.wedsync.core.testing.Chromium#isInstalled", disabledReason = "No Chromium is installed: the JavaScript client is not tested")
class ClientTest {

    private static final Path SCRIPTS = Path.of("src", "test", "resources", "com", "wedsync", "core", "client");

    /** Every function that the script exports is a test; the answer is what failed. */
    private static final String RUN = """
            async script => {
                const [tests, client] = await Promise.all([import(script), import('/client/wedsync.js')]);
                const failed = [];
                for (const [name, test] of Object.entries(tests)) {
                    await test(client).catch(failure => failed.push(`${name}: ${failure.message}`));
                }
                return [Object.keys(tests).length, failed];
            }""";

    private static Chromium chromium;

    @TestHTTPResource("/")
    private URL service;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "feed", "outbox" })
    void the_client_behaves_as_its_scripts_say(String script) {
        try (Page page = chromium.browser().newPage()) {
            page.route("**/scripts/*", ClientTest::script);
            page.navigate(service.toString());

            List<?> run = (List<?>) page.evaluate(RUN, "/scripts/" + script + ".test.js");

            assertThat((Integer) run.getFirst()).isGreaterThan(5);
            assertThat((List<?>) run.getLast()).isEmpty();
        }
    }

    private static void script(Route route) {
        String address = route.request().url();
        route.fulfill(new Route.FulfillOptions().setContentType("text/javascript")
                .setPath(SCRIPTS.resolve(address.substring(address.lastIndexOf('/') + 1))));
    }
}
