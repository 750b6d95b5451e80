package com.wedsync.core.testing;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client of server-sent events, as a browser is one. */
public final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** After the last event of a stream that has ended. */
    private static final Event END = new Event("end", null, JSON.nullNode(), null);

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile int comments;

    /** One event; {@code retry} is what the client is asked to wait from now on. */
    public record Event(String name, @Nullable String id, JsonNode data, @Nullable String retry) {

        /** A member of the data, as text. */
        public String text(String member) {
            return data.path(member).asText();
        }

        public long number(String member) {
            return data.path(member).asLong();
        }
    }

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        if (answer.statusCode() == 200) {
            Thread.ofVirtual().start(this::read);
        }
    }

    /** Opens {@code address}; {@code since} is sent as the last event that was seen. */
    public static EventStream open(String address, @Nullable String token, @Nullable String since)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (since != null) {
            request.header("Last-Event-ID", since);
        }
        return new EventStream(CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofInputStream()));
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The body of a refusal. */
    public JsonNode problem() throws IOException {
        return JSON.readTree(answer.body());
    }

    /** The next event, whatever it is. */
    public Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("No event came within " + PATIENCE);
        }
        return event;
    }

    /** The next event, which has to have this name. */
    public Event next(String name) throws InterruptedException {
        Event event = next();
        if (!event.name().equals(name)) {
            throw new AssertionError("Not " + name + ": " + event);
        }
        return event;
    }

    /** Whether nothing comes within a time. */
    public boolean isQuietFor(Duration time) throws InterruptedException {
        Event event = events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        return event == null;
    }

    /** Waits for the end, which has to be the next. */
    public void awaitEnd() throws InterruptedException {
        next(END.name());
    }

    public int comments() {
        return comments;
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "message";
            String id = null;
            String retry = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (data != null) {
                        events.add(new Event(name, id, JSON.readTree(data), retry));
                    }
                    name = "message";
                    id = null;
                    retry = null;
                    data = null;
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("retry: ")) {
                    retry = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
        } catch (IOException cut) {
            // ended as well
        } finally {
            events.add(END);
        }
    }
}
