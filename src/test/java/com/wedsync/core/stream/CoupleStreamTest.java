package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CoupleStreamTest {

    private final List<EventStream> opened = new ArrayList<>();
    private Couple couple;
    private String path;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        path = "/api/couples/" + couple.id();
    }

    @AfterEach
    void leave() throws Exception {
        for (EventStream stream : opened) {
            stream.close();
        }
    }

    @Test
    void a_stream_tells_where_its_reader_stands_and_then_each_change_as_it_is_made() throws Exception {
        EventStream stream = open(Tokens.user(couple.partner()), null);
        Event start = stream.next("position");

        String guest = add("Arthur Byrne");

        Event change = stream.next("change");
        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        assertThat(start.id()).isEqualTo("2");
        assertThat(start.number("after")).isEqualTo(2);
        assertThat(start.number("revision")).isEqualTo(2);
        assertThat(change.id()).isEqualTo("3");
        assertThat(change.number("after")).isEqualTo(2);
        assertThat(change.number("revision")).isEqualTo(3);
        assertThat(change.text("entity")).isEqualTo("guest");
        assertThat(change.text("entity_id")).isEqualTo(guest);
        assertThat(change.text("action")).isEqualTo("insert");
        assertThat(change.text("actor")).isEqualTo("user:" + couple.partner());
        assertThat(change.data().path("changed")).isNotEmpty();
        assertThat(change.data().path("row").path("name").asText()).isEqualTo("Arthur Byrne");
    }

    @Test
    void both_forms_of_the_resource_tell_the_same() throws Exception {
        Season.guest(couple, "Ada \"the\nfirst\" Ωmega");
        EventStream stream = open(Tokens.user(couple.partner()), "2");
        stream.next("position");

        String page = given().auth().oauth2(Tokens.user(couple.partner())).accept("application/json")
                .get(path + "/changes?since=2").then().statusCode(200).extract().asString();

        assertThat(new ObjectMapper().readTree(page).path("data").get(0))
                .isEqualTo(stream.next("change").data());
    }

    @Test
    void who_does_not_ask_for_a_stream_gets_a_page() throws Exception {
        for (String accept : List.of("*/*", "application/json", "text/html, */*;q=0.8")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path + "/changes"))
                    .header("Authorization", "Bearer " + Tokens.user(couple.partner())).header("Accept", accept).build();
            try (InputStream body = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(body.read()).as(accept).isEqualTo('{');
            }
        }
    }

    @Test
    void a_reader_who_comes_back_is_told_what_it_missed_and_goes_on() throws Exception {
        EventStream before = open(Tokens.user(couple.partner()), null);
        String last = String.valueOf(before.next("position").id());
        before.close();
        add("One");
        add("Two");

        EventStream after = open(Tokens.user(couple.partner()), last);
        Event start = after.next("position");
        Event one = after.next("change");
        Event two = after.next("change");
        add("Three");
        Event three = after.next("change");

        assertThat(start.number("after")).isEqualTo(2);
        assertThat(List.of(one.number("after"), two.number("after"), three.number("after"))).containsExactly(2L, 3L, 4L);
        assertThat(three.data().path("row").path("name").asText()).isEqualTo("Three");
    }

    @Test
    void both_partners_see_each_others_edits_in_order() throws Exception {
        UUID jake = UUID.randomUUID();
        Season.member(couple, jake, "partner");
        EventStream hers = open(Tokens.user(couple.partner()), null);
        EventStream his = open(Tokens.user(jake), null);
        hers.next("position");
        his.next("position");
        List<String> names = new ArrayList<>();

        for (int n = 0; n < 20; n++) {
            names.add("Guest " + n);
            add(n % 2 == 0 ? couple.partner() : jake, "Guest " + n);
        }

        assertThat(names(hers, 20)).isEqualTo(names);
        assertThat(names(his, 20)).isEqualTo(names);
    }

    @Test
    void more_than_a_page_of_changes_is_told_in_order_and_once() throws Exception {
        Season.run(
                "INSERT INTO wedding.guest (couple_id, id, name) SELECT ?, gen_random_uuid(), 'G ' || n FROM generate_series(1, 650) n",
                couple.id());
        EventStream stream = open(Tokens.user(couple.partner()), "0");
        stream.next("position");

        for (long revision = 1; revision <= 652; revision++) {
            assertThat(stream.next("change").number("revision")).isEqualTo(revision);
        }
        add("The last");
        assertThat(stream.next("change").number("revision")).isEqualTo(653);
    }

    @Test
    void a_member_who_is_removed_is_told_nothing_more() throws Exception {
        UUID planner = UUID.randomUUID();
        Season.member(couple, planner, "planner");
        EventStream theirs = open(Tokens.user(planner), null);
        EventStream hers = open(Tokens.user(couple.partner()), null);
        theirs.next("position");
        hers.next("position");

        // one transaction: what follows the removal must not be told either
        Season.run("WITH gone AS (DELETE FROM wedding.couple_member WHERE couple_id = ? AND user_id = ? RETURNING couple_id) "
                + "INSERT INTO wedding.guest (couple_id, id, name) SELECT couple_id, gen_random_uuid(), 'Secret' FROM gone",
                couple.id(), planner);
        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json").body("{\"name\": \"Later\"}")
                .post(path + "/guests").then().statusCode(201);

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
        EventStream theirs = open(Tokens.user(venue.owner()), null);
        EventStream hers = open(Tokens.user(couple.partner()), null);
        theirs.next("position");
        hers.next("position");
        add("Known");
        assertThat(theirs.next("change").data().path("row").path("name").asText()).isEqualTo("Known");

        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json")
                .post(path + "/connections/" + venue.id() + "/end").then().statusCode(200);
        add("Unknown");

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
        EventStream theirs = open(Tokens.user(venue.owner()), null);
        long start = theirs.next("position").number("revision");

        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json")
                .body("{\"user_id\": \"" + UUID.randomUUID() + "\", \"role\": \"planner\"}")
                .post(path + "/members").then().statusCode(201);
        Event withheld = theirs.next("position");
        add("Told");
        Event told = theirs.next("change");

        assertThat(withheld.number("after")).isEqualTo(start);
        assertThat(withheld.number("revision")).isEqualTo(start + 1);
        assertThat(told.number("after")).isEqualTo(start + 1);
    }

    @Test
    void a_position_of_a_database_that_was_restored_is_reset() throws Exception {
        EventStream stream = open(Tokens.user(couple.partner()), "41");

        Event reset = stream.next("reset");
        assertThat(reset.text("reason")).isEqualTo("ahead");
        assertThat(reset.id()).isEqualTo("2");
        assertThat(stream.next("position").number("revision")).isEqualTo(2);
        add("Live");
        assertThat(stream.next("change").number("after")).isEqualTo(2);
    }

    @Test
    void a_position_that_was_forgotten_is_reset() throws Exception {
        Season.guest(couple, "Old");
        try (Connection owner = TestDatabase.connect("owner");
                PreparedStatement forget = owner
                        .prepareStatement("DELETE FROM sync.change WHERE couple_id = ? AND revision < 3")) {
            forget.setObject(1, couple.id());
            assertThat(forget.executeUpdate()).isEqualTo(2);
        }

        EventStream stream = open(Tokens.user(couple.partner()), "1");

        assertThat(stream.next("reset").text("reason")).isEqualTo("forgotten");
        stream.next("position");
        add("Live");
        assertThat(stream.next("change").number("after")).isEqualTo(3);
    }

    @Test
    void who_may_not_read_is_refused_with_problem_details() throws Exception {
        EventStream stranger = open(Tokens.user(UUID.randomUUID()), null);
        EventStream nobody = open(null, null);
        EventStream confused = open(Tokens.user(couple.partner()), "yesterday");

        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.header("Content-Type")).startsWith("application/problem+json");
        assertThat(stranger.problem().path("type").asText()).isEqualTo("/problems/not-found");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(confused.status()).isEqualTo(400);
        assertThat(confused.problem().path("type").asText()).isEqualTo("/problems/invalid-request");
    }

    @Test
    void one_caller_has_a_limited_number_of_streams() throws Exception {
        for (int n = 0; n < 20; n++) {
            assertThat(open(Tokens.user(couple.partner()), null).status()).isEqualTo(200);
        }

        EventStream refused = open(Tokens.user(couple.partner()), null);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem().path("type").asText()).isEqualTo("/problems/too-many-streams");
        opened.getFirst().close();
        assertThat(Eventually.get(() -> open(Tokens.user(couple.partner()), null).status(),
                status -> status == 200)).isEqualTo(200);
    }

    private EventStream open(@Nullable String token, @Nullable String since) throws Exception {
        EventStream stream = EventStream.open("http://localhost:" + RestAssured.port + path + "/changes", token, since);
        opened.add(stream);
        return stream;
    }

    private String add(String name) {
        return add(couple.partner(), name);
    }

    private String add(UUID member, String name) {
        return given().auth().oauth2(Tokens.user(member)).contentType("application/json").body("{\"name\": \"" + name + "\"}")
                .post(path + "/guests").then().statusCode(201).extract().jsonPath().getString("id");
    }

    private static List<String> names(EventStream stream, int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            names.add(stream.next("change").data().path("row").path("name").asText());
        }
        return names;
    }
}
