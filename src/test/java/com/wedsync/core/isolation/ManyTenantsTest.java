package com.wedsync.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Thousands of requests of many couples at a time over few connections: each answer is about the couple of who asked. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(FewConnections.class)
@Tag("database")
@Tag("long")
class ManyTenantsTest {

    private static final Logger LOG = Logger.getLogger(ManyTenantsTest.class);
    private static final int COUPLES = 24;
    private static final int CLIENTS = 16;
    private static final int REQUESTS = 2400;
    /** Each guest's name ends with the id of the couple. */
    private static final Pattern WHOSE = Pattern.compile("\"name\":\"Guest of ([0-9a-f-]{36})\"");

    @TestHTTPResource
    URI service;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Couple> couples = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger said = new AtomicInteger();

    @Test
    void nobody_is_answered_about_somebody_else() throws Exception {
        for (int i = 0; i < COUPLES; i++) {
            Couple couple = Season.couple();
            Season.guest(couple, "Guest of " + couple.id());
            Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'style', '\"plain\"')",
                    couple.id());
            couples.add(couple);
            tokens.add(Tokens.user(couple.partner()));
        }
        long seed = Long.getLong("wedsync.test.seed", System.nanoTime());
        LOG.infof("To see the same sequence again: -Dwedsync.test.seed=%d", seed);

        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                clients.add(() -> requests(random));
            }
            for (Future<Void> done : threads.invokeAll(clients)) {
                done.get();
            }
        }

        assertThat(leaks).as("seed %d", seed).isEmpty();
        assertThat(told.get()).as("guests that were told of").isGreaterThan(REQUESTS / 2);
        assertThat(written.get()).as("guests that were written").isGreaterThan(REQUESTS / 20);
        assertThat(said.get()).as("core fields that were written").isGreaterThan(REQUESTS / 20);
        assertThat(strays()).as("what was written for another couple, or as somebody else").isZero();
    }

    private Void requests(Random random) throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            int who = random.nextInt(COUPLES);
            int dice = random.nextInt(100);
            String own = "/api/couples/" + couples.get(who).id() + "/guests";
            if (dice < 60) {
                check(who, ask(who, own + "?limit=5", null), 200);
            } else if (dice < 70) {
                check(who, ask(who, own, "{\"name\": \"Guest of " + couples.get(who).id() + "\"}"), 201);
                written.incrementAndGet();
            } else if (dice < 80) {
                String style = "{\"changes\": [{\"key\": \"style\", \"value\": \"" + i + " of " + couples.get(who).id()
                        + "\"}]}";
                check(who, say(who, who, style), 200);
                check(who, say(who, (who + 1) % COUPLES, style), 404);
                said.incrementAndGet();
            } else if (dice < 90) {
                check(who, ask(who, "/api/couples/" + couples.get((who + 1) % COUPLES).id() + "/guests", null), 404);
            } else {
                hangUp(who, own);
            }
        }
        return null;
    }

    private void check(int who, HttpResponse<String> answer, int status) {
        Matcher names = WHOSE.matcher(answer.body());
        while (names.find()) {
            told.incrementAndGet();
            if (!names.group(1).equals(couples.get(who).id().toString())) {
                leaks.add(couples.get(who).id() + " was told of " + names.group(1));
            }
        }
        if (answer.statusCode() != status) {
            leaks.add(couples.get(who).id() + " expected " + status + " and was answered " + answer.statusCode() + " "
                    + answer.body());
        }
    }

    private HttpResponse<String> ask(int who, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + tokens.get(who)).header("Content-Type", "application/json");
        return client.send(body == null ? request.build() : request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> say(int who, int ofWhom, String changes) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(service.resolve("/api/couples/" + couples.get(ofWhom).id() + "/core-fields"))
                .timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + tokens.get(who))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(changes)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A reader that does not wait for the answer. */
    private void hangUp(int who, String path) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + tokens.get(who) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    private int strays() throws SQLException {
        try (var connection = TestDatabase.connect("app"); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT access.enter('service:tests')");
            try (var rows = statement.executeQuery("""
                    SELECT (SELECT count(*) FROM wedding.guest
                            WHERE name LIKE 'Guest of ________-%' AND name <> 'Guest of ' || couple_id)
                        + (SELECT count(*) FROM wedding.core_field_value AS said
                            WHERE said.value ->> 0 LIKE '% of ________-%'
                              AND (said.value ->> 0 NOT LIKE '% of ' || said.couple_id OR NOT EXISTS (
                                SELECT FROM wedding.couple_member AS member
                                WHERE member.couple_id = said.couple_id AND member.user_id = said.updated_by)))""")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
