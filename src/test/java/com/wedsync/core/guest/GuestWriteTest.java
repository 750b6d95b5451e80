package com.wedsync.core.guest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class GuestWriteTest {

    private static final String ARTHUR = """
            {"name": "Arthur Byrne", "dietary_requirements": ["vegan"], "plus_ones_allowed": 1}""";

    private Couple couple;
    private String guests;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        guests = "/api/couples/" + couple.id() + "/guests";
    }

    @Test
    void a_guest_is_added_changed_and_removed() {
        String location = partner().body(ARTHUR).post(guests).then().statusCode(201)
                .header("ETag", equalTo("\"1\"")).body("name", equalTo("Arthur Byrne")).body("rsvp_status", equalTo("pending"))
                .body("rsvp_at", nullValue()).extract().header("Location");

        partner().header("If-Match", "\"1\"").body("{\"rsvp_status\": \"accepted\", \"dietary_requirements\": null}")
                .patch(location).then().statusCode(200)
                .header("ETag", equalTo("\"2\"")).body("rsvp_status", equalTo("accepted"))
                .body("dietary_requirements", hasSize(0)).body("plus_ones_allowed", equalTo(1));

        partner().header("If-Match", "\"2\"").delete(location).then().statusCode(204);
        partner().get(location).then().statusCode(404);
    }

    @Test
    void nobody_overwrites_what_they_have_not_seen() {
        String location = partner().body(ARTHUR).post(guests).header("Location");
        partner().header("If-Match", "\"1\"").body("{\"notes\": \"first\"}").patch(location).then().statusCode(200);

        partner().body("{\"notes\": \"second\"}").patch(location).then().statusCode(428)
                .body("type", equalTo("/problems/precondition-required"));
        partner().header("If-Match", "\"1\"").body("{\"notes\": \"second\"}").patch(location).then().statusCode(412)
                .body("type", equalTo("/problems/precondition-failed")).body("current.notes", equalTo("first"))
                .body("current.version", equalTo(2));
        partner().header("If-Match", "\"1\"").delete(location).then().statusCode(412);
    }

    @Test
    void a_retry_with_the_same_key_gets_the_same_bytes_and_writes_once() {
        Response first = keyed("k1").body(ARTHUR).post(guests);
        Response second = keyed("k1").body(" " + ARTHUR + "\n").post(guests);

        assertThat(second.statusCode()).isEqualTo(201).isEqualTo(first.statusCode());
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        partner().get(guests).then().body("data", hasSize(1));
    }

    @Test
    void a_key_that_was_used_for_something_else_is_refused_and_one_of_another_caller_is_another_key() throws SQLException {
        keyed("k1").body(ARTHUR).post(guests).then().statusCode(201);

        keyed("k1").body("{\"name\": \"Mei Chen\"}").post(guests).then().statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));

        UUID other = UUID.randomUUID();
        Season.member(couple, other, "partner");
        as(other).header("Idempotency-Key", "k1").body("{\"name\": \"Mei Chen\"}").post(guests).then().statusCode(201);
    }

    @Test
    void tries_at_the_same_time_write_once() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> attempt = () -> keyed("k1").body(ARTHUR).post(guests).asString();
            List<Future<String>> answers = threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> attempt).toList());

            assertThat(answers).extracting(Future::get).containsOnly(answers.getFirst().get());
        }
        partner().get(guests).then().body("data", hasSize(1));
    }

    @Test
    void a_failed_try_keeps_nothing() {
        UUID id = UUID.randomUUID();
        partner().body(ARTHUR).put(guests + "/" + id).then().statusCode(201);

        keyed("k1").body(ARTHUR).put(guests + "/" + id).then().statusCode(409);
        partner().header("If-Match", "\"1\"").delete(guests + "/" + id).then().statusCode(204);
        keyed("k1").body(ARTHUR).put(guests + "/" + id).then().statusCode(201);
    }

    @Test
    void every_broken_rule_is_named() {
        partner().body("{\"name\": \" \", \"side\": \"nobody\", \"plus_ones_allowed\": 99}").post(guests).then().statusCode(400)
                .body("violations.field", hasItems("name", "side", "plus_ones_allowed"));
        partner().body("{\"name\": \"A\", \"version\": 7}").post(guests).then().statusCode(400)
                .body("type", equalTo("/problems/malformed-request"));
    }

    @Test
    void a_patch_is_checked_like_a_whole_guest() {
        String location = partner().body(ARTHUR).post(guests).header("Location");

        partner().header("If-Match", "\"1\"").body("{\"name\": null, \"side\": 3}").patch(location).then().statusCode(400);
        partner().header("If-Match", "\"1\"").body("{\"id\": \"x\"}").patch(location).then().statusCode(400);
        partner().header("If-Match", "\"1\"").body("[]").patch(location).then().statusCode(400);
        partner().header("If-Match", "one").body("{}").patch(location).then().statusCode(400);
    }

    @Test
    void a_connected_supplier_reads_and_does_not_write() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        String location = partner().body(ARTHUR).post(guests).header("Location");

        as(supplier.owner()).get(location).then().statusCode(200);
        as(supplier.owner()).body(ARTHUR).post(guests).then().statusCode(403).body("type", equalTo("/problems/not-allowed"));
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"notes\": \"x\"}").patch(location).then().statusCode(403);
        as(supplier.owner()).header("If-Match", "\"1\"").delete(location).then().statusCode(403);
    }

    @Test
    void a_stranger_writes_nothing() throws SQLException {
        String location = partner().body(ARTHUR).post(guests).header("Location");
        UUID stranger = Season.couple().partner();

        as(stranger).body(ARTHUR).post(guests).then().statusCode(404);
        as(stranger).header("If-Match", "\"1\"").body("{\"notes\": \"x\"}").patch(location).then().statusCode(404);
        as(stranger).header("If-Match", "\"1\"").delete(location).then().statusCode(404);
    }

    private RequestSpecification keyed(String key) {
        return partner().header("Idempotency-Key", key);
    }

    private RequestSpecification partner() {
        return as(couple.partner());
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
