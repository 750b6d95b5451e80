package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.EventStream.Event;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Who may have a stream of a couple, and for how long. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class StreamAccessTest {

    private Couple couple;
    private Listeners listeners;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        listeners = new Listeners(couple);
    }

    @AfterEach
    void leave() throws Exception {
        listeners.close();
    }

    @Test
    void who_gets_to_see_everything_begins_anew() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");
        EventStream theirs = listeners.open(Tokens.user(venue.owner()), null);
        theirs.next("position");

        Season.member(couple, venue.owner(), "planner");

        Event bye = theirs.next("bye");
        assertThat(bye.text("reason")).isEqualTo("access_ended");
        assertThat(bye.data().path("reconnect").asBoolean()).isTrue();
        theirs.awaitEnd();
    }

    @Test
    void a_member_who_is_removed_is_told_nothing_more() throws Exception {
        UUID planner = UUID.randomUUID();
        Season.member(couple, planner, "planner");
        EventStream theirs = listeners.open(Tokens.user(planner), null);
        EventStream hers = listeners.open(Tokens.user(couple.partner()), null);
        theirs.next("position");
        hers.next("position");

        // one transaction: what follows the removal must not be told either
        Season.run("WITH gone AS (DELETE FROM wedding.couple_member WHERE couple_id = ? AND user_id = ? RETURNING couple_id) "
                + "INSERT INTO wedding.guest (couple_id, id, name) SELECT couple_id, gen_random_uuid(), 'Secret' FROM gone",
                couple.id(), planner);
        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json").body("{\"name\": \"Later\"}")
                .post(listeners.path() + "/guests").then().statusCode(201);

        Event bye = theirs.next();
        while (bye.name().equals("change") && bye.text("entity").equals("guest")
                && !bye.data().path("row").path("name").asText().equals("Later")) {
            bye = theirs.next(); // the order of triggers within one statement is the database's
        }
        assertThat(bye.name()).isEqualTo("bye");
        assertThat(bye.text("reason")).isEqualTo("access_ended");
        assertThat(bye.data().path("reconnect").asBoolean()).isFalse();
        theirs.awaitEnd();
        assertThat(List.of(hers.next("change").text("entity"), hers.next("change").text("entity"),
                hers.next("change").text("entity"))).containsExactlyInAnyOrder("couple_member", "guest", "guest");
    }

    @Test
    void an_ended_connection_ends_the_streams_of_its_supplier_at_once() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");
        EventStream theirs = listeners.open(Tokens.user(venue.owner()), null);
        EventStream hers = listeners.open(Tokens.user(couple.partner()), null);
        theirs.next("position");
        hers.next("position");
        listeners.add("Known");
        assertThat(theirs.next("change").data().path("row").path("name").asText()).isEqualTo("Known");

        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json")
                .post(listeners.path() + "/connections/" + venue.id() + "/end").then().statusCode(200);
        listeners.add("Unknown");

        Event bye = theirs.next("bye");
        assertThat(bye.text("reason")).isEqualTo("access_ended");
        theirs.awaitEnd();
        assertThat(hers.next("change").data().path("row").path("name").asText()).isEqualTo("Known");
        assertThat(hers.next("change").text("entity")).isEqualTo("connection");
    }

    @Test
    void a_supplier_is_not_told_of_members_and_knows_where_it_stands() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");
        EventStream theirs = listeners.open(Tokens.user(venue.owner()), null);
        long start = theirs.next("position").number("revision");

        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json")
                .body("{\"user_id\": \"" + UUID.randomUUID() + "\", \"role\": \"planner\"}")
                .post(listeners.path() + "/members").then().statusCode(201);
        Event withheld = theirs.next("position");
        listeners.add("Told");
        Event told = theirs.next("change");

        assertThat(withheld.number("after")).isEqualTo(start);
        assertThat(withheld.number("revision")).isEqualTo(start + 1);
        assertThat(told.number("after")).isEqualTo(start + 1);
    }

    @Test
    void who_may_not_read_is_refused_with_problem_details() throws Exception {
        EventStream stranger = listeners.open(Tokens.user(UUID.randomUUID()), null);
        EventStream nobody = listeners.open(null, null);
        EventStream confused = listeners.open(Tokens.user(couple.partner()), "yesterday");

        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stranger.problem().path("type").asText()).isEqualTo("/problems/not-found");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(confused.status()).isEqualTo(400);
        assertThat(confused.problem().path("type").asText()).isEqualTo("/problems/invalid-request");
    }

    @Test
    void one_caller_has_a_limited_number_of_streams() throws Exception {
        EventStream first = listeners.open(Tokens.user(couple.partner()), null);
        for (int n = 1; n < 20; n++) {
            assertThat(listeners.open(Tokens.user(couple.partner()), null).status()).isEqualTo(200);
        }

        EventStream refused = listeners.open(Tokens.user(couple.partner()), null);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem().path("type").asText()).isEqualTo("/problems/too-many-streams");
        first.close();
        assertThat(Eventually.get(() -> listeners.open(Tokens.user(couple.partner()), null).status(),
                status -> status == 200)).isEqualTo(200);
    }
}
