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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.EventStream.Event;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CoupleStreamTest {

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
    void a_stream_tells_where_its_reader_stands_and_then_each_change_as_it_is_made() throws Exception {
        EventStream stream = listeners.open(Tokens.user(couple.partner()), null);
        Event start = stream.next("position");

        String guest = listeners.add("Arthur Byrne");

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
        EventStream stream = listeners.open(Tokens.user(couple.partner()), "2");
        stream.next("position");

        String page = given().auth().oauth2(Tokens.user(couple.partner())).accept("application/json")
                .get(listeners.path() + "/changes?since=2").then().statusCode(200).extract().asString();

        assertThat(new ObjectMapper().readTree(page).path("data").get(0))
                .isEqualTo(stream.next("change").data());
    }

    @Test
    void who_does_not_ask_for_a_stream_gets_a_page() throws Exception {
        for (String accept : List.of("*/*", "application/json", "text/html, */*;q=0.8")) {
            HttpRequest request = HttpRequest
                    .newBuilder(URI.create("http://localhost:" + RestAssured.port + listeners.path() + "/changes"))
                    .header("Authorization", "Bearer " + Tokens.user(couple.partner())).header("Accept", accept).build();
            try (InputStream body = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(body.read()).as(accept).isEqualTo('{');
            }
        }
    }

    @Test
    void a_reader_who_comes_back_is_told_what_it_missed_and_goes_on() throws Exception {
        EventStream before = listeners.open(Tokens.user(couple.partner()), null);
        String last = String.valueOf(before.next("position").id());
        before.close();
        listeners.add("One");
        listeners.add("Two");

        EventStream after = listeners.open(Tokens.user(couple.partner()), last);
        Event start = after.next("position");
        Event one = after.next("change");
        Event two = after.next("change");
        listeners.add("Three");
        Event three = after.next("change");

        assertThat(start.number("after")).isEqualTo(2);
        assertThat(List.of(one.number("after"), two.number("after"), three.number("after"))).containsExactly(2L, 3L, 4L);
        assertThat(three.data().path("row").path("name").asText()).isEqualTo("Three");
    }

    @Test
    void both_partners_see_each_others_edits_in_order() throws Exception {
        UUID jake = UUID.randomUUID();
        Season.member(couple, jake, "partner");
        EventStream hers = listeners.open(Tokens.user(couple.partner()), null);
        EventStream his = listeners.open(Tokens.user(jake), null);
        hers.next("position");
        his.next("position");
        List<String> names = new ArrayList<>();

        for (int n = 0; n < 20; n++) {
            names.add("Guest " + n);
            listeners.add(n % 2 == 0 ? couple.partner() : jake, "Guest " + n);
        }

        assertThat(names(hers, 20)).isEqualTo(names);
        assertThat(names(his, 20)).isEqualTo(names);
    }

    @Test
    void more_than_a_page_of_changes_is_told_in_order_and_once() throws Exception {
        Season.run(
                "INSERT INTO wedding.guest (couple_id, id, name) SELECT ?, gen_random_uuid(), 'G ' || n FROM generate_series(1, 650) n",
                couple.id());
        EventStream stream = listeners.open(Tokens.user(couple.partner()), "0");
        stream.next("position");

        for (long revision = 1; revision <= 652; revision++) {
            assertThat(stream.next("change").number("revision")).isEqualTo(revision);
        }
        listeners.add("The last");
        assertThat(stream.next("change").number("revision")).isEqualTo(653);
    }

    @Test
    void long_rows_are_all_told_to_who_comes_late_and_to_who_is_there() throws Exception {
        EventStream there = listeners.open(Tokens.user(couple.partner()), null);
        there.next("position");
        Season.run("INSERT INTO wedding.guest (couple_id, name, notes) "
                + "SELECT ?, 'G', (SELECT string_agg(md5(n || '-' || i), '') FROM generate_series(1, 5000) AS i) "
                + "FROM generate_series(1, 10) AS n", couple.id());
        EventStream late = listeners.open(Tokens.user(couple.partner()), "2");
        late.next("position");

        for (long revision = 3; revision <= 12; revision++) {
            assertThat(late.next("change").number("revision")).isEqualTo(revision);
            assertThat(there.next("change").number("revision")).isEqualTo(revision);
        }
    }

    @Test
    void a_position_of_a_database_that_was_restored_is_reset() throws Exception {
        EventStream stream = listeners.open(Tokens.user(couple.partner()), "41");

        Event reset = stream.next("reset");
        assertThat(reset.text("reason")).isEqualTo("ahead");
        assertThat(reset.id()).isEqualTo("2");
        assertThat(stream.next("position").number("revision")).isEqualTo(2);
        listeners.add("Live");
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

        EventStream stream = listeners.open(Tokens.user(couple.partner()), "1");

        assertThat(stream.next("reset").text("reason")).isEqualTo("forgotten");
        stream.next("position");
        listeners.add("Live");
        assertThat(stream.next("change").number("after")).isEqualTo(3);
    }

    @Test
    void a_live_stream_whose_past_is_forgotten_is_reset_and_goes_on() throws Exception {
        EventStream stream = listeners.open(Tokens.user(couple.partner()), null);
        stream.next("position");

        try (Connection owner = TestDatabase.connect("owner");
                PreparedStatement jump = owner.prepareStatement("UPDATE wedding.tenant SET revision = 1000 WHERE id = ?")) {
            jump.setObject(1, couple.id());
            assertThat(jump.executeUpdate()).isOne();
        }

        assertThat(stream.next("reset").number("revision")).isEqualTo(1000);
        assertThat(stream.next("position").number("revision")).isEqualTo(1000);
        listeners.add("Live");
        assertThat(stream.next("change").number("after")).isEqualTo(1000);
    }

    private static List<String> names(EventStream stream, int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            names.add(stream.next("change").data().path("row").path("name").asText());
        }
        return names;
    }
}
