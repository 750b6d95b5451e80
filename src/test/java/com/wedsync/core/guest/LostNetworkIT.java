package com.wedsync.core.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/**
 * Ten thousand keyed writes, of guests and of core fields, over networks that are cut at random, before and behind the service,
 * with a crash of the
 * database in between: each is there once, and every answer was true.
 */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class LostNetworkIT {

    private static final int WRITES = Integer.getInteger("wedsync.lost-network.writes", 1000);
    private static final int WRITERS = 16;
    private static final int COUPLES = 8;
    private static final long CORE_FIELDS = IntStream.range(0, WRITES).filter(LostNetworkIT::isCoreField).count();
    private static final String WRITTEN_CORE_FIELDS = """
            FROM wedding.audit_entry
            WHERE entity = 'core_field_value' AND action = 'update' AND changes -> 'value' ->> 'to' LIKE 'Written %'""";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Integer, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger replays = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    @Test
    void keyed_writes_are_neither_lost_nor_doubled() throws Exception {
        long seed = Long.getLong("wedsync.lost-network.seed", System.nanoTime());
        System.out.println("LostNetworkIT seed " + seed);
        try (EmbeddedServer server = TestServer.start(); Proxy behind = Proxy.to(server.port())) {
            Bootstrap.run(server);
            makeDurable(server);
            String url = server.url(Bootstrap.DATABASE).replace(":" + server.port(), ":" + behind.port());
            try (PackagedApplication service = PackagedApplication.start(Map.of("wedsync.database.url", url,
                    "wedsync.auth.jwt-secret", Tokens.SECRET, "wedsync.rate-limit.enabled", "false"));
                    Proxy before = Proxy.to(service.port())) {
                service.awaitProbe("ready", 200);
                UUID[] couples = couples(server);
                Thread saboteur = Thread.ofVirtual().start(() -> sabotage(new Random(seed), server, before, behind));
                write(before.port(), couples);
                saboteur.interrupt();
                saboteur.join();
            }
            System.out.printf("LostNetworkIT %d writes, %d retries, %d answers replayed%n", WRITES, retries.get(),
                    replays.get());
            assertThat(faults).as("answers that were neither success nor a reason to try again").hasValue(0);
            assertThat(retries.get()).as("the network was cut").isPositive();
            assertThat(answers).hasSize(WRITES);
            assertThat(read(server, "SELECT count(*) FROM wedding.guest WHERE name LIKE 'Written %'"))
                    .isEqualTo(read(server, "SELECT count(DISTINCT name) FROM wedding.guest WHERE name LIKE 'Written %'"))
                    .isEqualTo(WRITES - CORE_FIELDS);
            assertThat(read(server, "SELECT count(*) " + WRITTEN_CORE_FIELDS))
                    .isEqualTo(read(server, "SELECT count(DISTINCT changes -> 'value' ->> 'to') " + WRITTEN_CORE_FIELDS))
                    .isEqualTo(CORE_FIELDS);
            for (Map.Entry<Integer, String> answer : answers.entrySet()) {
                assertThat(read(server, isCoreField(answer.getKey())
                        ? "SELECT count(*) " + WRITTEN_CORE_FIELDS + " AND changes -> 'value' ->> 'to' = '" + answer.getValue()
                                + "'"
                        : "SELECT count(*) FROM wedding.guest WHERE id = '" + answer.getValue() + "'")).isEqualTo(1);
            }
            assertThat(read(server, """
                    SELECT sum(revision) FROM wedding.tenant
                    WHERE id IN (SELECT couple_id FROM wedding.guest WHERE name LIKE 'Written %')""")).as("each change counted")
                    .isEqualTo(WRITES + 3L * COUPLES);
        }
    }

    /** Every fourth write of a couple. */
    private static boolean isCoreField(int n) {
        return n / COUPLES % 4 == 0;
    }

    private void write(int port, UUID[] couples) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.execute(() -> {
                    try (HttpClient client = HttpClient.newHttpClient()) {
                        for (int n = next.getAndIncrement(); n < WRITES; n = next.getAndIncrement()) {
                            UUID couple = couples[n % couples.length];
                            answers.put(n, untilAnswered(client, port, couple, n));
                        }
                    } catch (IOException | InterruptedException lost) {
                        faults.incrementAndGet();
                    }
                });
            }
        }
    }

    private String untilAnswered(HttpClient client, int port, UUID couple, int n) throws IOException, InterruptedException {
        String written = "Written " + n;
        String method = isCoreField(n) ? "PATCH" : "POST";
        String body = isCoreField(n) ? "{\"changes\": [{\"key\": \"style\", \"value\": \"" + written + "\"}]}"
                : "{\"name\": \"" + written + "\"}";
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/api/couples/" + couple
                        + (isCoreField(n) ? "/core-fields" : "/guests")))
                .header("Authorization", "Bearer " + Tokens.user(couple)).header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + n).timeout(Duration.ofSeconds(15))
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == (isCoreField(n) ? 200 : 201)) {
                    replays.addAndGet(answer.headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0);
                    return isCoreField(n) ? answer.body().replaceAll(".*\"value\":\"|\".*", "")
                            : answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
                }
                if (answer.statusCode() != 503 && answer.statusCode() != 409 && answer.statusCode() != 504) {
                    System.out.println("LostNetworkIT unexpected " + answer.statusCode() + " " + answer.body());
                    faults.incrementAndGet();
                }
            } catch (IOException cut) {
                // the answer is lost: ask again
            }
            retries.incrementAndGet();
            Thread.sleep(20);
        }
        throw new IOException("no answer to write " + n);
    }

    /** Cuts one of the two networks again and again; after some time the database crashes and recovers. */
    private static void sabotage(Random random, EmbeddedServer server, Proxy before, Proxy behind) {
        try {
            for (int round = 0; true; round++) {
                Thread.sleep(random.nextInt(50, 500));
                (random.nextBoolean() ? before : behind).cut();
                if (round == 3) {
                    ProcessHandle.of(read(server, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (InterruptedException done) {
            // the last write was answered
        } catch (IOException | SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The servers of the test suite are quick rather than durable: after a crash they have lost what they had confirmed. */
    private static void makeDurable(EmbeddedServer server) throws SQLException {
        try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement()) {
            statement.execute("ALTER DATABASE " + Bootstrap.DATABASE + " SET synchronous_commit = on");
        }
    }

    private static UUID[] couples(EmbeddedServer server) throws SQLException {
        UUID[] couples = new UUID[COUPLES];
        try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement()) {
            for (int n = 0; n < COUPLES; n++) {
                couples[n] = UUID.randomUUID();
                statement.execute("INSERT INTO wedding.couple (id, name) VALUES ('" + couples[n] + "', 'Emma & Jake')");
                statement.execute("INSERT INTO wedding.couple_member (couple_id, user_id) VALUES ('" + couples[n] + "', '"
                        + couples[n] + "')");
                statement.execute("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES ('" + couples[n]
                        + "', 'style', '\"\"')");
            }
        }
        return couples;
    }

    private static long read(EmbeddedServer server, String sql) throws SQLException {
        try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
