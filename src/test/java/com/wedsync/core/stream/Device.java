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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A device that keeps a {@link Copy} by the feed alone. Its connections end at random, and now and then it reads slowly. */
final class Device {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final IntSupplier port;
    private final String path;
    private final String token;
    private final Random random;
    private final Figures figures;
    private final Copy copy;
    private volatile boolean calm;
    private volatile boolean stopped;
    private volatile @Nullable InputStream open;
    /** Whether it has had a stream: the first one of all devices at once resumes nothing. */
    private boolean resuming;

    /** @param port of the replica to connect to, asked for each connection */
    Device(HttpClient client, IntSupplier port, String path, String token, @Nullable String position, Random random,
            Figures figures) {
        this.client = client;
        this.port = port;
        this.path = path;
        this.token = token;
        this.copy = new Copy(path, position, figures);
        this.random = random;
        this.figures = figures;
    }

    Copy copy() {
        return copy;
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
            figures.disconnects.incrementAndGet();
            stream.close();
        }
    }

    /** Until it is stopped. */
    void run() {
        while (!stopped) {
            try {
                Instant asked = Instant.now();
                boolean outage = figures.outage;
                HttpResponse<InputStream> answer = client.send(request(), BodyHandlers.ofInputStream());
                if (answer.statusCode() == 200) {
                    try (InputStream stream = answer.body()) {
                        open = stream;
                        read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), asked, outage);
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

    /** Whether it was missed: one that was made after the device had asked says nothing of how long resuming took. */
    private static boolean isOld(JsonNode event, Instant asked) {
        return !event.hasNonNull("at") || Instant.parse(event.path("at").asText()).isBefore(asked);
    }

    private HttpRequest request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header("Accept", "text/event-stream").header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10));
        String last = copy.position();
        return (last == null ? request : request.header("Last-Event-ID", last)).build();
    }

    private void read(BufferedReader lines, Instant asked, boolean outage) throws IOException, InterruptedException {
        int patience = random.nextInt(400);
        boolean first = resuming;
        resuming = true;
        Instant opened = Instant.now();
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
                JsonNode event = JSON.readTree(String.join("\n", data));
                if (first) {
                    figures.resumed(Duration.between(asked, isOld(event, asked) ? Instant.now() : opened).toMillis(),
                            outage || figures.outage);
                    first = false;
                }
                copy.take(name, id, event);
                data.clear();
                if (!calm && random.nextInt(60) == 0) {
                    Thread.sleep(random.nextInt(10, 150));
                }
                if (!calm && patience-- == 0) {
                    figures.disconnects.incrementAndGet();
                    return;
                }
            }
        }
    }
}
