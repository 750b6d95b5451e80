package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** How a stream hears of changes that this process did not make, and how others hear of those that it made. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class WakeUpTest {

    private static final String LISTENERS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'wedsync-signals'";

    @Inject
    MeterRegistry registry;

    private Couple couple;
    private EventStream stream;

    @BeforeEach
    void an_open_stream() throws Exception {
        couple = Season.couple();
        stream = EventStream.open("http://localhost:" + RestAssured.port + "/api/couples/" + couple.id() + "/changes",
                Tokens.user(couple.partner()), null);
        stream.next("position");
    }

    @AfterEach
    void leave() throws Exception {
        stream.close();
    }

    @Test
    void changes_of_writers_outside_the_service_are_found_by_the_poll() throws Exception {
        double before = wakeUps("poll");

        Season.guest(couple, "Written in SQL");

        assertThat(stream.next("change").data().path("row").path("name").asText()).isEqualTo("Written in SQL");
        assertThat(wakeUps("poll")).isGreaterThan(before);
    }

    @Test
    void changes_at_another_replica_are_heard_of() throws Exception {
        double before = wakeUps("notify");

        Season.guest(couple, "Written elsewhere");
        notifyOf("another-replica:" + couple.id());

        assertThat(stream.next("change").data().path("row").path("name").asText()).isEqualTo("Written elsewhere");
        Eventually.get(() -> wakeUps("notify"), now -> now > before);
    }

    @Test
    void a_word_that_names_nobody_wakes_all_and_nonsense_wakes_nobody() throws Exception {
        notifyOf("nonsense");
        notifyOf("another-replica:nonsense");
        Season.guest(couple, "Written elsewhere");
        notifyOf("another-replica:*");

        assertThat(stream.next("change").data().path("row").path("name").asText()).isEqualTo("Written elsewhere");
    }

    @Test
    void other_replicas_are_told_whose_data_was_changed() throws Exception {
        try (Connection replica = TestDatabase.connect("app"); Statement statement = replica.createStatement()) {
            statement.execute("LISTEN wedsync_changes");

            write();

            String heard = Eventually.get(() -> {
                PGNotification[] words = replica.unwrap(PGConnection.class).getNotifications(100);
                return words == null || words.length == 0 ? "" : words[0].getParameter();
            }, word -> word.contains(couple.id().toString()));
            assertThat(heard).matches("[0-9a-f-]{36}:" + couple.id());
        }
    }

    @Test
    void a_connection_for_signals_that_is_cut_comes_back_and_nothing_is_lost() throws Exception {
        Eventually.get(() -> ask(LISTENERS), count -> count == 1);

        ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'wedsync-signals'");
        Season.guest(couple, "Written meanwhile");

        assertThat(stream.next("change").data().path("row").path("name").asText()).isEqualTo("Written meanwhile");
        Eventually.get(() -> ask(LISTENERS), count -> count == 1);
        write();
        assertThat(stream.next("change").number("revision")).isEqualTo(4);
    }

    @Test
    void a_process_that_wrote_wakes_its_own_streams_and_nobody_is_late() throws Exception {
        for (int n = 0; n < 20; n++) {
            long began = System.nanoTime();
            write();
            stream.next("change");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        }
    }

    private void write() {
        given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json").body("{\"name\": \"Arthur\"}")
                .post("/api/couples/" + couple.id() + "/guests").then().statusCode(201);
    }

    private double wakeUps(String source) {
        return registry.get("wedsync.stream.wake.ups").tag("source", source).counter().count();
    }

    private static void notifyOf(String word) throws SQLException {
        ask("SELECT count(pg_notify('wedsync_changes', '" + word + "'))");
    }

    private static long ask(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect("app");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
