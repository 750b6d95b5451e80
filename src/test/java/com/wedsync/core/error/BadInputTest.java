package com.wedsync.core.error;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

/** Whatever is sent to an endpoint that acts: a problem detail, nothing done, nothing logged as an error. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class BadInputTest {

    /** Endpoints that act, each with a body that it takes. */
    private static final Map<String, String> ENDPOINTS = Map.of(
            "/api/database/optimize", "{\"action\": \"analyze_table\", \"table_name\": \"wedding.guest\"}",
            "/api/database/migrate", "{\"dry_run\": true}");

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
    }

    static Stream<Arguments> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("not JSON", "optimize, please".getBytes(UTF_8));
        bodies.put("half a JSON object", "{\"action\": ".getBytes(UTF_8));
        bodies.put("an array", "[1, 2]".getBytes(UTF_8));
        bodies.put("a number", "42".getBytes(UTF_8));
        bodies.put("a text", "\"vacuum_analyze\"".getBytes(UTF_8));
        bodies.put("deeply nested", "[".repeat(20_000).getBytes(UTF_8));
        bodies.put("an unknown field", "{\"force\": true}".getBytes(UTF_8));
        bodies.put("an unknown field of a name to be careful with", "{\"\\u0000\\r\\nX-Evil: 1\": true}".getBytes(UTF_8));
        bodies.put("an unknown field of a long name", ("{\"" + "x".repeat(10_000) + "\": 1}").getBytes(UTF_8));
        bodies.put("NUL bytes", new byte[100]);
        bodies.put("bytes that are no text", new byte[] { (byte) 0xff, (byte) 0xfe, (byte) 0xfd, 0x00, 0x01 });
        bodies.put("Latin-1", "{\"überall\": true}".getBytes(ISO_8859_1));
        bodies.put("overlong UTF-8", new byte[] { '{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}' });
        bodies.put("a broken UTF-32", new byte[] { 0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f });
        bodies.put("UTF-16 of something unknown", "{\"force\": true}".getBytes(UTF_16));
        bodies.put("1 MB", ("{\"x\": \"" + "x".repeat(1_000_000) + "\"}").getBytes(UTF_8));
        return ENDPOINTS.keySet().stream().flatMap(path -> bodies.entrySet().stream()
                .map(body -> Arguments.argumentSet(path + ": " + body.getKey(), path, body.getValue())));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_body_is_a_4xx_problem_and_nothing_is_done(String path, byte[] body) throws Exception {
        refused(path, BodyPublishers.ofByteArray(body), request -> request);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_body_of_undeclared_size_is_a_4xx_problem_as_well(String path, byte[] body) throws Exception {
        refused(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), request -> request);
    }

    static Stream<Arguments> endpoints() {
        return ENDPOINTS.entrySet().stream().map(endpoint -> Arguments.of(endpoint.getKey(), endpoint.getValue()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void equal_fields_and_text_behind_the_object_are_refused(String path, String good) throws Exception {
        String field = good.substring(1, good.indexOf('}'));

        assertThat(refused(path, "{" + field + "," + field + "}")).isEqualTo(400);
        assertThat(refused(path, good + " trailing")).isEqualTo(400);
        assertThat(refused(path, good + good)).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_body_over_64_kB_is_a_413_problem_with_and_without_a_declared_size(String path, String good) throws Exception {
        byte[] large = (good + " ".repeat(65 * 1024)).getBytes(UTF_8);

        assertThat(refused(path, BodyPublishers.ofByteArray(large), request -> request)).isEqualTo(413);
        assertThat(refused(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), request -> request))
                .isEqualTo(413);
        assertThat(refused(path, BodyPublishers.ofByteArray(large), request -> request.version(Version.HTTP_2))).isEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_good_body_of_another_content_type_is_a_415_problem(String path, String good) throws Exception {
        assertThat(refused(path, BodyPublishers.ofString(good), request -> request.setHeader("Content-Type", "text/plain")))
                .isEqualTo(415);
        assertThat(refused(path, BodyPublishers.ofString(good), request -> request.setHeader("Content-Type", "nonsense")))
                .isBetween(400, 415);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    @DisplayName("fault 9: management needs a valid token of the service role")
    void a_good_body_of_somebody_else_is_refused(String path, String good) throws Exception {
        BodyPublisher body = BodyPublishers.ofString(good);

        assertThat(refused(path, body, request -> request.setHeader("Authorization", ""))).isEqualTo(401);
        assertThat(refused(path, body, request -> request.setHeader("Authorization", "Bearer nonsense"))).isEqualTo(401);
        assertThat(refused(path, body, as("operator", "service_role", "another-secret-of-thirty-two-bytes-or-more")))
                .isEqualTo(401);
        assertThat(refused(path, body, as("emma", "authenticated", Tokens.SECRET))).isEqualTo(403);
        assertThat(refused(path, body, as("emma", "anon", Tokens.SECRET))).isEqualTo(403);
    }

    private static UnaryOperator<HttpRequest.Builder> as(String subject, String role, String secret) {
        return request -> request.setHeader("Authorization", "Bearer " + Tokens.of(subject, role, secret));
    }

    private int refused(String path, String body) throws Exception {
        return refused(path, BodyPublishers.ofString(body), request -> request);
    }

    private int refused(String path, BodyPublisher body, UnaryOperator<HttpRequest.Builder> change) throws Exception {
        String before = whatWasDone();
        try (Logs logs = Logs.from(Level.SEVERE)) {
            HttpRequest request = change
                    .apply(HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path)).POST(body)
                            .header("Authorization", "Bearer " + Tokens.service())
                            .header("Content-Type", "application/json"))
                    .build();
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.MEDIA_TYPE);
            JsonPath problem = JsonPath.from(answer.body());
            assertThat(problem.getInt("status")).isEqualTo(answer.statusCode());
            assertThat(problem.getString("type")).startsWith("/problems/");
            assertThat(answer.body()).doesNotContain("com.fasterxml", "Exception", "\\u0000");
            assertThat(answer.body().length()).isLessThan(1000);
            assertThat(logs.lines()).isEmpty();
            assertThat(whatWasDone()).isEqualTo(before);
            return answer.statusCode();
        }
    }

    private static String whatWasDone() throws Exception {
        try (Connection connection = TestServer.get().connect(Bootstrap.DATABASE, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT (SELECT count(*) FROM ops.audit_entry) || ' '"
                        + " || (SELECT count(*) FROM ops.maintenance_run) || ' ' || (SELECT count(*) FROM ops.migration_run)")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
