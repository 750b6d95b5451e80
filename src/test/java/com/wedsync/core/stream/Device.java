package com.wedsync.core.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A device that keeps a copy of a couple, or of a supplier's couples, by the feed alone. Its connections end at random, now and
 * then it reads slowly, and it counts whatever it was told that contradicts the protocol.
 */
final class Device {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where devices and their figures meet. */
    static final class Figures {
        final Queue<String> faults = new ConcurrentLinkedQueue<>();
        final Queue<Long> resumeMillis = new ConcurrentLinkedQueue<>();
        final Queue<Long> disconnects = new ConcurrentLinkedQueue<>();
        final Queue<String> byes = new ConcurrentLinkedQueue<>();
        final Queue<Long> told = new ConcurrentLinkedQueue<>();
    }

    private final HttpClient client;
    private final IntSupplier port;
    private final String path;
    private final String token;
    private final boolean ofSupplier;
    private final Random random;
    private final Figures figures;
    /** Rows by couple, entity and key; the couple is "" in the stream of one. */
    private final Map<String, JsonNode> rows = new ConcurrentHashMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private volatile @Nullable String position;
    private volatile boolean calm;
    private volatile boolean stopped;
    private volatile @Nullable InputStream open;

    /** @param port of the replica to connect to, asked for each connection */
    Device(HttpClient client, IntSupplier port, String path, String token, @Nullable String position, Random random,
            Figures figures) {
        this.client = client;
        this.port = port;
        this.path = path;
        this.token = token;
        this.ofSupplier = path.startsWith("/api/suppliers");
        this.position = position;
        this.random = random;
        this.figures = figures;
    }

    /** Where its reader stands. */
    @Nullable
    String position() {
        return position;
    }

    /** What it has of one entity: key and row. */
    Map<String, JsonNode> rows(String couple, String entity) {
        String prefix = (ofSupplier ? couple : "") + "/" + entity + "/";
        Map<String, JsonNode> found = new HashMap<>();
        rows.forEach((key, row) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), row);
            }
        });
        return found;
    }

    long revision(String couple) {
        return revisions.getOrDefault(ofSupplier ? couple : "", 0L);
    }

    /** From now on it keeps its connection and reads as quickly as it can. */
    void calmDown() {
        calm = true;
    }

    void stop() throws IOException {
        stopped = true;
        cut();
    }

    /** Loses its connection, as in a tunnel. */
    void cut() throws IOException {
        InputStream stream = open;
        open = null;
        if (stream != null) {
            figures.disconnects.add(1L);
            stream.close();
        }
    }

    /** Until it is stopped. */
    void run() {
        while (!stopped) {
            try {
                long asked = System.nanoTime();
                HttpResponse<InputStream> answer = client.send(request(), BodyHandlers.ofInputStream());
                if (answer.statusCode() == 200) {
                    try (InputStream stream = answer.body()) {
                        open = stream;
                        read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), asked);
                    } finally {
                        open = null;
                    }
                } else if (answer.statusCode() != 503) {
                    figures.faults.add(path + " answered " + answer.statusCode() + " "
                            + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
                } else {
                    answer.body().close();
                }
                pause();
            } catch (IOException lost) {
                pause();
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(random.nextInt(5, 60));
        } catch (InterruptedException end) {
            stopped = true;
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header("Accept", "text/event-stream").header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10));
        String last = position;
        return (last == null ? request : request.header("Last-Event-ID", last)).build();
    }

    private void read(BufferedReader lines, long asked) throws IOException, InterruptedException {
        int patience = random.nextInt(400);
        boolean first = true;
        String name = "";
        String id = "";
        List<String> data = new ArrayList<>();
        for (String line = lines.readLine(); line != null && !stopped; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data.add(line.substring(6));
            } else if (line.isEmpty() && !data.isEmpty()) {
                if (first) {
                    figures.resumeMillis.add((System.nanoTime() - asked) / 1_000_000);
                    first = false;
                }
                take(name, id, JSON.readTree(String.join("\n", data)));
                data.clear();
                if (!calm && random.nextInt(60) == 0) {
                    Thread.sleep(random.nextInt(10, 150));
                }
                if (!calm && patience-- == 0) {
                    figures.disconnects.add(1L);
                    return;
                }
            }
        }
    }

    private void take(String name, String id, JsonNode data) {
        switch (name) {
            case "change" -> change(id, data);
            case "position" -> {
                String before = position;
                if (!ofSupplier && before != null && !before.equals(data.path("after").asText())) {
                    fault("position after " + data.path("after") + " at " + before);
                }
                position = id;
            }
            case "bye" -> figures.byes.add(data.path("reason").asText());
            default -> fault("unexpected " + name + " " + data);
        }
    }

    private void change(String id, JsonNode change) {
        String couple = change.path("couple_id").asText();
        long revision = change.path("revision").asLong();
        long before = revisions.getOrDefault(couple, 0L);
        if (ofSupplier ? revision <= before : revision != before + 1) {
            fault("revision " + revision + " after " + before + " of " + couple);
        }
        if (!ofSupplier && change.path("after").asLong() != before) {
            fault("after " + change.path("after") + " at " + before);
        }
        revisions.put(couple, revision);
        position = id;
        figures.told.add(revision);
        String key = couple + "/" + change.path("entity").asText() + "/" + change.path("entity_id").asText();
        if (change.path("action").asText().equals("delete")) {
            rows.remove(key);
        } else {
            rows.put(key, change.path("row"));
        }
    }

    private void fault(String what) {
        figures.faults.add(path + ": " + what);
    }
}
