package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.access.Role;
import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.EventStream.Event;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Narrow;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smallrye.jwt.build.Jwt;

/** What a stream may cost, and for how long. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(Narrow.class)
@Tag("database")
class StreamBoundsTest {

    @Inject
    MeterRegistry registry;

    private Couple couple;

    @BeforeEach
    void a_couple() throws Exception {
        couple = Season.couple();
        Eventually.get(this::streams, open -> open == 0);
    }

    @Test
    void a_replica_has_no_more_streams_than_it_may_have() throws Exception {
        List<EventStream> opened = new ArrayList<>();
        try {
            for (int n = 0; n < 40; n++) {
                EventStream stream = open(Tokens.service()); // which has no limit of its own
                opened.add(stream);
                assertThat(stream.status()).isEqualTo(200);
            }
            EventStream refused = open(Tokens.service());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.problem().path("type").asText()).isEqualTo("/problems/no-stream");
        } finally {
            for (EventStream stream : opened) {
                stream.close();
            }
        }
    }

    @Test
    void a_silent_stream_gets_heartbeats() throws Exception {
        try (EventStream stream = open()) {
            Eventually.get(stream::comments, count -> count >= 2);
        }
    }

    @Test
    void an_open_stream_takes_no_place_of_a_request() throws Exception {
        try (EventStream stream = open()) {
            stream.next("position");
            Eventually.get(() -> registry.get("wedsync.admission.in.flight").gauge().value(), inFlight -> inFlight == 0);
        }
    }

    @Test
    void a_stream_ends_with_its_token() throws Exception {
        String token = Jwt.subject(couple.partner().toString()).claim("role", Role.AUTHENTICATED)
                .expiresIn(Duration.ofSeconds(2)).signWithSecret(Tokens.SECRET);
        try (EventStream stream = open(token)) {
            stream.next("position");

            Event bye = stream.next("bye");
            assertThat(bye.text("reason")).isEqualTo("token_expired");
            assertThat(bye.data().path("reconnect").asBoolean()).isTrue();
            stream.awaitEnd();
        }
    }

    @Test
    void a_stream_ends_with_its_api_key() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");
        ApiKeys.IssuedKey key = ApiKeys.issue(venue, "guests:read");
        try (EventStream stream = open(key.token())) {
            stream.next("position");

            given().auth().oauth2(Tokens.user(venue.owner())).delete(ApiKeys.path(venue) + "/" + key.id()).then()
                    .statusCode(204);

            assertThat(stream.next("bye").text("reason")).isEqualTo("access_ended");
            stream.awaitEnd();
        }
    }

    @Test
    void a_stream_of_who_has_left_the_supplier_ends_while_nothing_is_changed() throws Exception {
        Supplier venue = Season.supplier();
        Season.connection(couple, venue, "active");
        UUID employee = UUID.randomUUID();
        Season.run("INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES (?, ?, 'member')", venue.id(),
                employee);
        try (EventStream stream = open(Tokens.user(employee))) {
            stream.next("position");

            Season.run("DELETE FROM wedding.supplier_member WHERE supplier_id = ? AND user_id = ?", venue.id(), employee);

            assertThat(stream.next("bye").text("reason")).isEqualTo("access_ended");
            stream.awaitEnd();
        }
    }

    @Test
    void a_client_that_does_not_read_is_dropped_and_others_do_not_notice() throws Exception {
        double before = registry.get("wedsync.stream.dropped").tag("reason", "slow").counter().count();
        try (Socket slow = new Socket(); EventStream quick = open()) {
            quick.next("position");
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("localhost", RestAssured.port));
            slow.getOutputStream().write(("GET /api/couples/" + couple.id() + "/changes HTTP/1.1\r\nHost: localhost\r\n"
                    + "Accept: text/event-stream\r\nAuthorization: Bearer " + Tokens.user(couple.partner()) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            Eventually.get(this::streams, open -> open == 2);

            // more than the buffers of two kernels hold
            int guests = 0;
            long began = System.nanoTime();
            while (streams() == 2 && guests < 20_000) {
                Season.run("INSERT INTO wedding.guest (couple_id, id, name, notes) "
                        + "SELECT ?, gen_random_uuid(), 'G ' || n, repeat('x', 2000) FROM generate_series(1, 500) n",
                        couple.id());
                guests += 500;
                for (int n = 0; n < 500; n++) {
                    quick.next("change");
                }
            }

            System.out.printf("Dropped after %d changes, %d ms%n", guests, (System.nanoTime() - began) / 1_000_000);
            Eventually.get(this::streams, open -> open == 1);
            assertThat(registry.get("wedsync.stream.dropped").tag("reason", "slow").counter().count()).isEqualTo(before + 1);
            slow.setSoTimeout(10_000);
            assertThat(isToldOrCut(in)).isTrue();
        }
    }

    /** What was on its way and the last words, or, if they came too late, the end of the connection. */
    private static boolean isToldOrCut(InputStream in) throws IOException {
        StringBuilder end = new StringBuilder();
        byte[] chunk = new byte[65_536];
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                end.append(new String(chunk, 0, count, StandardCharsets.US_ASCII));
                if (end.indexOf("\"reason\":\"slow\"") >= 0) {
                    return true;
                }
                end.delete(0, Math.max(0, end.length() - 100));
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private int streams() {
        return (int) registry.get("wedsync.streams.open").gauge().value();
    }

    private EventStream open() throws Exception {
        return open(Tokens.user(couple.partner()));
    }

    private EventStream open(String token) throws Exception {
        return EventStream.open("http://localhost:" + RestAssured.port + "/api/couples/" + couple.id() + "/changes", token,
                null);
    }
}
