package com.wedsync.core.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ConnectionTest {

    private Couple couple;
    private Supplier supplier;
    private String ofCouple;
    private String ofSupplier;

    @BeforeEach
    void a_couple_and_a_supplier() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        ofCouple = "/api/couples/" + couple.id() + "/connections";
        ofSupplier = "/api/suppliers/" + supplier.id() + "/connections";
    }

    @Test
    void a_couple_invites_and_the_supplier_accepts_and_then_reads_the_guests() throws SQLException {
        Season.guest(couple, "Byrne, Arthur");
        inviteSupplier().statusCode(201).header("Location", equalTo(ofCouple + "/" + supplier.id()))
                .body("status", equalTo("pending")).body("invited_by", equalTo("couple")).body("accepted_at", nullValue());
        guests().statusCode(404);

        say(couple.partner(), ofCouple + "/" + supplier.id() + "/accept").statusCode(403)
                .body("detail", equalTo("Only the invited side accepts."));
        say(supplier.owner(), ofSupplier + "/" + couple.id() + "/accept").statusCode(200)
                .body("status", equalTo("active")).body("accepted_at", notNullValue()).header("ETag", equalTo("\"2\""));
        guests().statusCode(200).body("data", hasSize(1));
    }

    @Test
    void a_supplier_invites_and_the_couple_accepts() {
        inviteCouple().statusCode(201).header("Location", equalTo(ofSupplier + "/" + couple.id()))
                .body("invited_by", equalTo("supplier")).body("couple_name", equalTo("Emma & Jake"));

        say(supplier.owner(), ofSupplier + "/" + couple.id() + "/accept").statusCode(403);
        say(couple.partner(), ofCouple + "/" + supplier.id() + "/accept").statusCode(200).body("status", equalTo("active"));
        guests().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void an_end_takes_access_away_at_once_whoever_ends(boolean byCouple) throws SQLException {
        Season.connection(couple, supplier, "active");
        guests().statusCode(200);

        (byCouple ? say(couple.partner(), ofCouple + "/" + supplier.id() + "/end")
                : say(supplier.owner(), ofSupplier + "/" + couple.id() + "/end"))
                .statusCode(200).body("status", equalTo("ended")).body("ended_at", notNullValue())
                .body("couple_name", byCouple ? equalTo("Emma & Jake") : nullValue());

        guests().statusCode(404);
        as(supplier.owner()).get("/api/couples/" + couple.id()).then().statusCode(404);
        as(supplier.owner()).get(ofCouple).then().statusCode(404);
    }

    @Test
    void an_invitation_is_declined_and_renewed_by_the_other_side() {
        inviteSupplier().statusCode(201);
        say(supplier.owner(), ofSupplier + "/" + couple.id() + "/decline").statusCode(200).body("status", equalTo("declined"));

        inviteCouple().statusCode(201).body("status", equalTo("pending")).body("invited_by", equalTo("supplier"))
                .body("ended_at", nullValue());
        say(couple.partner(), ofCouple + "/" + supplier.id() + "/accept").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({ "declined,accept", "ended,accept", "active,decline", "ended,decline", "declined,end" })
    void what_the_state_does_not_allow_is_a_conflict(String status, String verb) throws SQLException {
        Season.connection(couple, supplier, status); // by invitation of the couple

        say(supplier.owner(), ofSupplier + "/" + couple.id() + "/" + verb).statusCode(409)
                .body("type", equalTo("/problems/conflict"));
        say(couple.partner(), ofCouple + "/" + supplier.id() + "/" + verb).statusCode(verb.equals("accept") ? 403 : 409);
    }

    @ParameterizedTest
    @ValueSource(strings = { "pending", "active" })
    void who_is_invited_or_connected_is_not_invited_again(String status) throws SQLException {
        Season.connection(couple, supplier, status);

        inviteSupplier().statusCode(409).body("current.status", equalTo(status));
        inviteCouple().statusCode(409).body("current.status", equalTo(status));
    }

    @Test
    void to_say_it_twice_changes_nothing() throws SQLException {
        Season.connection(couple, supplier, "active");

        for (int time = 0; time < 2; time++) {
            say(couple.partner(), ofCouple + "/" + supplier.id() + "/end").statusCode(200).header("ETag", equalTo("\"2\""));
        }
        Response first = as(couple.partner()).header("Idempotency-Key", "k").body(theSupplier()).post(ofCouple);
        Response second = as(couple.partner()).header("Idempotency-Key", "k").body(theSupplier()).post(ofCouple);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.statusCode()).isEqualTo(201);
    }

    @Test
    void of_both_sides_who_change_it_at_the_same_time_nobody_waits_for_ever() throws Exception {
        Season.connection(couple, supplier, "active");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> fromCouple = () -> as(couple.partner()).post(ofCouple + "/" + supplier.id() + "/end")
                    .statusCode();
            Callable<Integer> fromSupplier = () -> as(supplier.owner()).post(ofSupplier + "/" + couple.id() + "/end")
                    .statusCode();

            assertThat(threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> n % 2 == 0 ? fromCouple : fromSupplier).toList()))
                    .extracting(Future::get).containsOnly(200);
        }
    }

    @Test
    void strangers_invite_nobody_and_change_nothing() throws SQLException {
        Couple other = Season.couple();
        Season.connection(couple, supplier, "pending");

        as(other.partner()).body(theSupplier()).post(ofCouple).then().statusCode(404);
        as(other.partner()).body("{\"couple_id\": \"" + other.id() + "\"}").post(ofSupplier).then().statusCode(404);
        for (String verb : new String[] { "accept", "decline", "end" }) {
            say(other.partner(), ofCouple + "/" + supplier.id() + "/" + verb).statusCode(404);
            say(other.partner(), ofSupplier + "/" + couple.id() + "/" + verb).statusCode(404);
        }
        as(other.partner()).get(ofCouple).then().statusCode(404);
        as(other.partner()).get(ofSupplier).then().statusCode(404);
    }

    @Test
    void who_does_not_exist_cannot_be_invited() {
        as(couple.partner()).body("{\"supplier_id\": \"" + UUID.randomUUID() + "\"}").post(ofCouple).then().statusCode(404)
                .body("detail", equalTo("There is no such supplier."));
        as(supplier.owner()).body("{\"couple_id\": \"" + UUID.randomUUID() + "\"}").post(ofSupplier).then().statusCode(404)
                .body("detail", equalTo("There is no such couple."));
        as(couple.partner()).body("{}").post(ofCouple).then().statusCode(400).body("violations.field", hasItem("supplier_id"));
    }

    private ValidatableResponse inviteSupplier() {
        return as(couple.partner()).body(theSupplier()).post(ofCouple).then();
    }

    private ValidatableResponse inviteCouple() {
        return as(supplier.owner()).body("{\"couple_id\": \"" + couple.id() + "\"}").post(ofSupplier).then();
    }

    private String theSupplier() {
        return "{\"supplier_id\": \"" + supplier.id() + "\"}";
    }

    private ValidatableResponse guests() {
        return as(supplier.owner()).get("/api/couples/" + couple.id() + "/guests").then();
    }

    private static ValidatableResponse say(UUID user, String address) {
        return as(user).post(address).then();
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
