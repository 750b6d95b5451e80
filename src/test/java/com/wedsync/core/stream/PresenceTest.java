package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import com.fasterxml.jackson.databind.JsonNode;
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

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class PresenceTest {

    private final Queue<String> heard = new ArrayDeque<>();
    private final UUID jake = UUID.randomUUID();
    private UUID emma;
    private Couple couple;
    private Listeners listeners;

    @BeforeEach
    void two_partners() throws SQLException {
        couple = Season.couple();
        listeners = new Listeners(couple);
        emma = couple.partner();
        Season.member(couple, jake, "partner");
    }

    @AfterEach
    void leave() throws Exception {
        listeners.close();
    }

    @Test
    void partners_are_told_who_comes_and_who_goes() throws Exception {
        EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
        hers.next("position");
        assertThat(present(hers.next())).containsExactly(emma);

        EventStream his = listeners.open("?presence=true", Tokens.user(jake), null);
        his.next("position");
        assertThat(present(his.next())).containsExactlyInAnyOrder(emma, jake);
        Event come = hers.next();
        assertThat(present(come)).containsExactlyInAnyOrder(emma, jake);
        assertThat(come.id()).as("moves no position").isNull();

        his.close();
        assertThat(present(hers.next())).containsExactly(emma);
    }

    @Test
    void a_stream_that_does_not_ask_is_not_told_and_shows_nobody() throws Exception {
        EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
        EventStream his = listeners.open("?presence=false", Tokens.user(jake), null);
        hers.next("position");
        his.next("position");
        assertThat(present(hers.next())).containsExactly(emma);

        listeners.add("Arthur");

        assertThat(hers.next().name()).isEqualTo("change");
        assertThat(his.next().name()).isEqualTo("change");
    }

    @Test
    void a_service_may_watch_and_is_nobody() throws Exception {
        EventStream watching = listeners.open("?presence=true", Tokens.service(), null);
        watching.next("position");
        EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
        hers.next("position");

        assertThat(present(watching.next())).containsExactly(emma);
        assertThat(present(hers.next())).containsExactly(emma);
    }

    @Test
    void who_is_no_member_may_not_know() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");

        EventStream refused = listeners.open("?presence=true", Tokens.user(venue.owner()), null);
        EventStream stranger = listeners.open("?presence=true", Tokens.user(UUID.randomUUID()), null);
        EventStream confused = listeners.open("?presence=perhaps", Tokens.user(emma), null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem().path("type").asText()).isEqualTo("/problems/not-allowed");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(confused.status()).isEqualTo(400);
    }

    @Test
    void a_member_who_is_removed_is_not_there_any_more() throws Exception {
        EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
        EventStream his = listeners.open("?presence=true", Tokens.user(jake), null);
        his.next("position");
        hers.next("position");
        Eventually.get(() -> present(hers.next()), present -> present.size() == 2);

        given().auth().oauth2(Tokens.user(emma)).header("If-Match", "\"1\"")
                .delete("/api/couples/" + couple.id() + "/members/" + jake).then()
                .statusCode(204);

        Event next = hers.next();
        assertThat(present(next.name().equals("change") ? hers.next() : next)).containsExactly(emma);
    }

    @Test
    void what_other_replicas_tell_is_shown() throws Exception {
        String replica = UUID.randomUUID().toString();
        EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
        hers.next("position");
        hers.next("presence");

        say("nonsense");
        say(replica + "=" + couple.id() + ":" + jake + "," + emma + ";" + UUID.randomUUID() + ":" + UUID.randomUUID());
        assertThat(present(hers.next())).containsExactlyInAnyOrder(emma, jake);

        say(replica + "=" + couple.id() + ":");
        assertThat(present(hers.next())).containsExactly(emma);
    }

    @Test
    void other_replicas_are_asked_and_told() throws Exception {
        try (Connection replica = TestDatabase.connect("app"); Statement statement = replica.createStatement()) {
            statement.execute("LISTEN wedsync_presence");
            EventStream hers = listeners.open("?presence=true", Tokens.user(emma), null);
            hers.next("position");

            assertThat(heard(replica, '?')).isEmpty();
            assertThat(heard(replica, '=')).containsExactly(emma);

            say(UUID.randomUUID() + "?" + couple.id() + ":");
            assertThat(heard(replica, '=')).containsExactly(emma);

            hers.close();
            assertThat(heard(replica, '=')).isEmpty();
        }
    }

    /** Whom the next word of this kind about the couple names. */
    private Set<UUID> heard(Connection replica, char kind) throws Exception {
        String word = Eventually.get(() -> {
            PGNotification[] words = replica.unwrap(PGConnection.class).getNotifications(100);
            Stream.of(words == null ? new PGNotification[0] : words).forEach(next -> heard.add(next.getParameter()));
            return heard.isEmpty() ? "" : heard.remove();
        }, next -> next.indexOf(kind) == 36 && next.contains(couple.id() + ":"));
        return Objects.requireNonNull(Objects.requireNonNull(PresenceWord.parse(word)).people().get(couple.id()));
    }

    private static void say(String word) throws SQLException {
        try (Connection replica = TestDatabase.connect("app");
                PreparedStatement notify = replica.prepareStatement("SELECT pg_notify('wedsync_presence', ?)")) {
            notify.setString(1, word);
            notify.execute();
        }
    }

    private static List<UUID> present(Event event) {
        assertThat(event.name()).isEqualTo("presence");
        return StreamSupport.stream(event.data().path("present").spliterator(), false).map(JsonNode::asText)
                .map(UUID::fromString).toList();
    }
}
