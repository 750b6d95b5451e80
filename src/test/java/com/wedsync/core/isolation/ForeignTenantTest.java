package com.wedsync.core.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.access.Role;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Every operation of the data plane that the OpenAPI document tells of, against a couple and a supplier of somebody else. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ForeignTenantTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** What hides somebody else's things, or refuses the caller; and for a supplier that all may see, the change of it. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404);

    /**
     * What a signed-in stranger is answered, and why that tells nothing of the victim. The victim's secret must not be in the
     * answer all the same.
     */
    private static final Set<String> NOT_THE_VICTIMS = Set.of(
            "GET /api/couples", // the caller's own couples
            "POST /api/couples", // begins one of the caller's own
            "PUT /api/couples/{couple}", // the same with an id of the client's, which must not be taken
            "PUT /api/suppliers/{supplier}", // the same
            "GET /api/suppliers", // the directory
            "POST /api/suppliers", // begins one of the caller's own
            "GET /api/suppliers/{supplier}", // the directory
            "GET /api/core-fields"); // the catalogue, the same for all

    private record Operation(String method, String template, @Nullable String mediaType, @Nullable String body) {
        String name() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + template;
        }
    }

    @Test
    void no_operation_tells_or_changes_anything_of_somebody_else() throws SQLException, IOException {
        Victim victim = new Victim();
        List<String> before = victim.state();
        List<Operation> operations = operations();
        List<String> leaks = new ArrayList<>();

        for (Map.Entry<String, RequestSpecification> stranger : strangers().entrySet()) {
            for (Operation operation : operations) {
                Response answer = ask(given().spec(stranger.getValue()), operation, victim);
                if (!isRefused(operation, stranger.getKey(), answer) || answer.asString().contains(victim.secret)) {
                    leaks.add(stranger.getKey() + ": " + operation.name() + " -> " + answer.statusCode() + " "
                            + answer.asString());
                }
            }
        }

        assertThat(operations).isNotEmpty();
        assertThat(leaks).as("answers to strangers that are neither 401, 403, 404 nor declared in NOT_THE_VICTIMS").isEmpty();
        assertThat(victim.state()).as("the victim's revisions, audit trails and rows").isEqualTo(before);
    }

    private static boolean isRefused(Operation operation, String stranger, Response answer) {
        if (operation.name().equals("GET /api/connection")) {
            return answer.statusCode() == 200; // tells of the caller's own role and nothing else
        }
        return NOT_THE_VICTIMS.contains(operation.name()) && stranger.startsWith("signed in")
                ? answer.statusCode() < 500
                : REFUSALS.contains(answer.statusCode());
    }

    private static Map<String, RequestSpecification> strangers() throws SQLException {
        Map<String, RequestSpecification> strangers = new LinkedHashMap<>();
        strangers.put("signed in, another couple", as(Tokens.user(Season.couple().partner())));
        strangers.put("signed in, unconnected supplier", as(Tokens.user(Season.supplier().owner())));
        strangers.put("anonymous token", as(Tokens.of("nobody", Role.ANONYMOUS, Tokens.SECRET)));
        strangers.put("no token", given());
        return strangers;
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response ask(RequestSpecification request, Operation operation, Victim victim) {
        // what a reader would have to know is given, so that the answer depends on whose it is and nothing else
        request.header("If-Match", "\"1\"");
        if (operation.body() != null) {
            request.contentType(String.valueOf(operation.mediaType())).body(operation.body());
        }
        return request.request(operation.method(), victim.path(operation.template()));
    }

    private static List<Operation> operations() throws IOException {
        JsonNode document = JSON.readTree(given().get("/openapi?format=json").then().statusCode(200).extract().asString());
        return document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/") && !path.getKey().startsWith("/api/database"))
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> operation(method.getKey(), path.getKey(), method.getValue())))
                .toList();
    }

    /** With the body that the documentation gives as an example. */
    private static Operation operation(String method, String template, JsonNode described) {
        return described.path("requestBody").path("content").properties().stream().findFirst()
                .map(content -> new Operation(method, template, content.getKey(), example(content.getValue())))
                .orElseGet(() -> new Operation(method, template, null, null));
    }

    private static String example(JsonNode content) {
        JsonNode example = Stream
                .concat(content.path("examples").properties().stream().map(named -> named.getValue().path("value")),
                        Stream.of(content.path("example")))
                .filter(value -> !value.isMissingNode()).findFirst()
                .orElseThrow(
                        () -> new AssertionError("An operation's body has no example in the OpenAPI document: " + content));
        return example.isTextual() ? example.asText() : example.toString();
    }
}
