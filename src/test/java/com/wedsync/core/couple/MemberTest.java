package com.wedsync.core.couple;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class MemberTest {

    private final UUID jake = UUID.randomUUID();
    private final UUID niamh = UUID.randomUUID();
    private Couple couple;
    private String members;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        members = "/api/couples/" + couple.id() + "/members";
    }

    @Test
    void a_partner_adds_the_other_partner_and_a_planner_who_act_at_once() {
        add(jake, "partner").statusCode(201).header("Location", equalTo(members + "/" + jake)).body("role", equalTo("partner"));
        add(niamh, "planner").statusCode(201).body("role", equalTo("planner"));

        as(niamh).get(members).then().statusCode(200).body("data", hasSize(3));
        as(jake).get("/api/couples/" + couple.id()).then().statusCode(200);
        add(jake, "planner").statusCode(409);
        add(UUID.randomUUID(), "guest").statusCode(400);
    }

    @Test
    void a_planner_reads_the_members_and_changes_none() throws SQLException {
        Season.member(couple, niamh, "planner");

        as(niamh).body("{\"user_id\": \"" + jake + "\"}").post(members).then().statusCode(403);
        as(niamh).header("If-Match", "\"1\"").delete(members + "/" + couple.partner()).then().statusCode(403);
        as(niamh).header("If-Match", "\"1\"").delete(members + "/" + niamh).then().statusCode(403);
    }

    @Test
    void a_member_who_was_removed_sees_nothing_any_more() throws SQLException {
        Season.member(couple, niamh, "planner");
        Season.guest(couple, "Byrne, Arthur");
        as(niamh).get("/api/couples/" + couple.id() + "/guests").then().statusCode(200);

        as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + niamh).then().statusCode(204);

        as(niamh).get("/api/couples/" + couple.id() + "/guests").then().statusCode(404);
        as(niamh).get(members).then().statusCode(404);
        as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + niamh).then().statusCode(404);
    }

    @Test
    void the_last_partner_stays() throws SQLException {
        Season.member(couple, niamh, "planner");
        as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + couple.partner()).then().statusCode(409)
                .body("type", equalTo("/problems/conflict")).body("detail", equalTo("The last partner stays."));

        Season.member(couple, jake, "partner");
        as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + couple.partner()).then().statusCode(204);
        as(jake).header("If-Match", "\"1\"").delete(members + "/" + jake).then().statusCode(409);
    }

    @Test
    void of_two_partners_who_remove_each_other_one_stays() throws Exception {
        Season.member(couple, jake, "partner");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = threads.invokeAll(List.of(
                    () -> as(jake).header("If-Match", "\"1\"").delete(members + "/" + couple.partner()).statusCode(),
                    () -> as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + jake).statusCode()));

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsOnlyOnce(204);
        }
    }

    @Test
    void a_member_is_removed_under_the_version_that_was_seen() throws SQLException {
        Season.member(couple, niamh, "planner");
        Season.run("UPDATE wedding.couple_member SET display_name = 'Niamh' WHERE user_id = ?", niamh);

        as(couple.partner()).delete(members + "/" + niamh).then().statusCode(428);
        as(couple.partner()).header("If-Match", "\"1\"").delete(members + "/" + niamh).then().statusCode(412)
                .body("current.display_name", equalTo("Niamh")).body("current.version", equalTo(2));
    }

    @Test
    void suppliers_and_strangers_see_no_members_and_add_none() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");

        as(supplier.owner()).get(members).then().statusCode(404);
        as(supplier.owner()).body("{\"user_id\": \"" + jake + "\"}").post(members).then().statusCode(403);
        as(jake).get(members).then().statusCode(404);
        as(jake).body("{\"user_id\": \"" + jake + "\"}").post(members).then().statusCode(404);
        as(jake).header("If-Match", "\"1\"").delete(members + "/" + couple.partner()).then().statusCode(404);
    }

    @Test
    void the_list_comes_in_pages_and_not_twice() throws SQLException {
        Season.member(couple, jake, "partner");
        Season.member(couple, niamh, "planner");

        String cursor = as(jake).get(members + "?limit=2").then().body("data", hasSize(2)).body("next_cursor", notNullValue())
                .extract().path("next_cursor");
        as(jake).get(members + "?limit=2&cursor=" + cursor).then().body("data", hasSize(1));
        String tag = as(jake).get(members).then()
                .body("data.user_id", hasItems(jake.toString(), niamh.toString(), couple.partner().toString()))
                .extract().header("ETag");
        as(jake).header("If-None-Match", tag).get(members).then().statusCode(304);
    }

    private ValidatableResponse add(UUID user, String role) {
        return as(couple.partner()).body("{\"user_id\": \"" + user + "\", \"role\": \"" + role + "\"}").post(members).then();
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
