package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.EventStream.Event;
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
class SupplierStreamTest {

    private final List<EventStream> opened = new ArrayList<>();
    private Supplier venue;
    private Couple emma;
    private Couple ruth;

    @BeforeEach
    void a_supplier_with_two_couples() throws Exception {
        venue = Season.supplier();
        emma = Season.couple();
        ruth = Season.couple();
        Season.connection(emma, venue, "active");
        Season.connection(ruth, venue, "active");
    }

    @AfterEach
    void leave() throws Exception {
        for (EventStream stream : opened) {
            stream.close();
        }
    }

    @Test
    void a_supplier_is_told_of_all_its_couples() throws Exception {
        EventStream stream = open(Tokens.user(venue.owner()), null);
        stream.next("position");

        add(emma, "Arthur");
        Event first = change(stream);
        add(ruth, "Beth");
        Event second = change(stream);

        assertThat(first.text("couple_id")).isEqualTo(emma.id().toString());
        assertThat(first.data().has("after")).isFalse();
        assertThat(first.data().path("row").path("name").asText()).isEqualTo("Arthur");
        assertThat(second.text("couple_id")).isEqualTo(ruth.id().toString());
    }

    @Test
    void it_goes_on_where_it_was() throws Exception {
        EventStream before = open(Tokens.user(venue.owner()), null);
        before.next("position");
        add(emma, "Arthur");
        String last = String.valueOf(change(before).id());
        before.close();
        add(emma, "Beth");
        add(ruth, "Carl");

        EventStream after = open(Tokens.user(venue.owner()), last);
        after.next("position");

        assertThat(List.of(name(change(after)), name(change(after)))).containsExactlyInAnyOrder("Beth", "Carl");
        add(ruth, "Dora");
        assertThat(name(change(after))).isEqualTo("Dora");
    }

    @Test
    void a_couple_enters_and_leaves_with_its_connection() throws Exception {
        Couple nora = Season.couple();
        EventStream stream = open(Tokens.user(venue.owner()), null);
        stream.next("position");

        post(nora, "/connections", "{\"supplier_id\": \"" + venue.id() + "\"}", 201);
        assertThat(change(stream).data().path("row").path("status").asText()).isEqualTo("pending");
        add(nora, "Not yet");
        given().auth().oauth2(Tokens.user(venue.owner())).contentType("application/json")
                .post("/api/suppliers/" + venue.id() + "/connections/" + nora.id() + "/accept").then().statusCode(200);
        Event entered = change(stream);
        add(nora, "Now");
        Event guest = change(stream);
        post(nora, "/connections/" + venue.id() + "/end", "", 200);
        Event left = change(stream);
        add(nora, "No more");
        add(emma, "Still");
        Event other = change(stream);

        assertThat(entered.text("entity")).isEqualTo("connection");
        assertThat(entered.data().path("row").path("status").asText()).isEqualTo("active");
        assertThat(name(guest)).isEqualTo("Now");
        assertThat(left.data().path("row").path("status").asText()).isEqualTo("ended");
        assertThat(name(other)).isEqualTo("Still");
    }

    @Test
    void an_api_key_is_told_what_its_scopes_name() throws Exception {
        String key = ApiKeys.issue(venue, "guests:read").token();
        EventStream stream = open(key, null);
        stream.next("position");

        given().auth().oauth2(Tokens.user(emma.partner())).contentType("application/json")
                .body("{\"title\": \"Vows\", \"starts_at\": \"2026-06-20T12:00:00Z\"}")
                .post("/api/couples/" + emma.id() + "/timeline").then().statusCode(201);
        add(emma, "Arthur");

        assertThat(name(change(stream))).isEqualTo("Arthur");
    }

    @Test
    void a_stranger_is_refused_and_a_position_that_was_invented_too() throws Exception {
        assertThat(open(Tokens.user(UUID.randomUUID()), null).status()).isEqualTo(404);
        assertThat(open(null, null).status()).isEqualTo(401);
        assertThat(open(Tokens.user(venue.owner()), "invented").status()).isEqualTo(400);
        String epoch = String.valueOf(open(Tokens.user(venue.owner()), null).next("position").id()).substring(0, 9);
        assertThat(open(Tokens.user(venue.owner()), epoch + "9:3:").status()).isEqualTo(400);
    }

    private EventStream open(@Nullable String token, @Nullable String since) throws Exception {
        EventStream stream = EventStream.open(
                "http://localhost:" + RestAssured.port + "/api/suppliers/" + venue.id() + "/changes",
                token, since);
        opened.add(stream);
        return stream;
    }

    /** The next change; in between the stream may say where its reader stands. */
    private static Event change(EventStream stream) throws InterruptedException {
        Event event = stream.next();
        while (event.name().equals("position")) {
            event = stream.next();
        }
        assertThat(event.name()).isEqualTo("change");
        return event;
    }

    private static String name(Event change) {
        return change.data().path("row").path("name").asText();
    }

    private static void add(Couple couple, String name) {
        post(couple, "/guests", "{\"name\": \"" + name + "\"}", 201);
    }

    private static void post(Couple couple, String path, String body, int status) {
        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json").body(body)
                .post("/api/couples/" + couple.id() + path).then().statusCode(status);
    }
}
