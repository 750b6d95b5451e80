package com.wedsync.core.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Tokens;

/** A partner who adds, changes and removes guests at random, over HTTP and now and then past the service. */
final class Editor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final IntSupplier port;
    private final Callable<Connection> database;
    private final Couple couple;
    private final Random random;
    private final AtomicInteger written;
    private final BooleanSupplier editing;

    Editor(HttpClient client, IntSupplier port, Callable<Connection> database, Couple couple, Random random,
            AtomicInteger written, BooleanSupplier editing) {
        this.client = client;
        this.port = port;
        this.database = database;
        this.couple = couple;
        this.random = random;
        this.written = written;
        this.editing = editing;
    }

    /** Until it is told to stop. */
    void edit() {
        List<String[]> known = new ArrayList<>(); // address and version
        while (editing.getAsBoolean()) {
            try {
                int chance = random.nextInt(100);
                if (chance < 3) {
                    writePast();
                } else if (known.isEmpty() || chance < 40) {
                    HttpResponse<String> answer = send("/api/couples/" + couple.id() + "/guests", "POST", null,
                            "{\"name\": \"Guest " + random.nextInt(1_000) + "\"}");
                    if (answer.statusCode() == 201) {
                        known.add(new String[] { answer.headers().firstValue("Location").orElseThrow(), "1" });
                        written.incrementAndGet();
                    }
                } else {
                    change(known, chance < 85);
                }
                Thread.sleep(random.nextInt(1, 12));
            } catch (IOException | SQLException lost) {
                known.clear(); // whether it was written is not known, and it does not matter here
            } catch (InterruptedException end) {
                return;
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private void change(List<String[]> known, boolean update)
            throws IOException, InterruptedException {
        int index = random.nextInt(known.size());
        String[] guest = known.get(index);
        HttpResponse<String> answer = send(guest[0], update ? "PATCH" : "DELETE", guest[1],
                update ? "{\"notes\": \"" + random.nextInt() + " ü\\n\\\"quoted\\\"\", \"is_child\": " + random.nextBoolean()
                        + "}"
                        : "");
        if (answer.statusCode() == 200) {
            guest[1] = String.valueOf(JSON.readTree(answer.body()).path("version").asLong());
            written.incrementAndGet();
        } else if (answer.statusCode() == 204) {
            known.remove(index);
            written.incrementAndGet();
        } else {
            known.remove(index);
        }
    }

    /** Several rows in one transaction, by somebody who tells no replica of it. */
    private void writePast() throws Exception {
        try (Connection connection = database.call();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO wedding.guest (couple_id, id, name) SELECT ?, gen_random_uuid(), 'Past ' || n FROM generate_series(1, ?) n")) {
            insert.setObject(1, couple.id());
            insert.setInt(2, random.nextInt(1, 6));
            written.addAndGet(insert.executeUpdate());
            Thread.sleep(random.nextInt(30)); // others commit before it, though they began later
            connection.commit();
        }
    }

    private HttpResponse<String> send(String path, String method, @Nullable String version, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header("Authorization", "Bearer " + Tokens.user(couple.partner())).header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(15)).method(method, BodyPublishers.ofString(body));
        return client.send((version == null ? request : request.header("If-Match", "\"" + version + "\"")).build(),
                BodyHandlers.ofString());
    }
}
