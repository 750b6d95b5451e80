package com.wedsync.core.error;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** What docs/errors.md says of requests that never reach the API, and of the longest that do. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class UnparsableRequestTest {

    private static final String POOL = "/api/database/pool";
    private static final int PATIENCE_MS = 10_000;

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.argumentSet("a request line over 4 kB",
                        "GET " + POOL + "?" + "x".repeat(4096) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
                Arguments.argumentSet("headers over 20 kB",
                        "GET " + POOL + " HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20 * 1024) + "\r\n\r\n", 431),
                Arguments.argumentSet("a header without a colon", "GET " + POOL + " HTTP/1.1\r\nHost\r\n\r\n", 400));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_cannot_be_parsed_is_refused_without_a_body_and_cut_off(String request, int status) throws Exception {
        try (Logs logs = Logs.from(Level.SEVERE)) {
            List<String> answer = send(request).lines().toList();

            assertThat(answer.getFirst()).matches("HTTP/1\\.[01] " + status + " .*");
            assertThat(answer).as("headers and nothing behind them").last().asString().isEmpty();
            assertThat(logs.lines()).isEmpty();
        }
    }

    @Test
    void the_longest_that_can_be_parsed_gets_a_problem() {
        given().queryParam("x", "x".repeat(4000)).header("X-Long", "x".repeat(15 * 1024)).get(POOL).then().statusCode(401)
                .contentType(Problem.MEDIA_TYPE);
    }

    /** Everything that comes until the service closes the connection; a time-out if it does not. */
    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
