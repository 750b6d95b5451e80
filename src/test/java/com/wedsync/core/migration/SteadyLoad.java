package com.wedsync.core.migration;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.wedsync.core.testing.BlockingClient;
import com.wedsync.core.testing.Tokens;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

/**
 * Apps that read and write one request after the other, over connections that are kept alive, and repeat nothing; half of them
 * speak HTTP/2.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final long PAUSE_MILLIS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI service;
    private final List<UUID> couples;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, UUID> written = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    private SteadyLoad(URI service, List<UUID> couples) {
        this.service = service;
        this.couples = couples;
    }

    /** Begins; a couple's member has the couple's id. */
    static SteadyLoad start(URI service, List<UUID> couples) {
        SteadyLoad load = new SteadyLoad(service, couples);
        for (int number = 0; number < CLIENTS; number++) {
            int client = number;
            load.threads.add(Thread.ofVirtual().start(() -> load.work(client)));
        }
        return load;
    }

    int requests() {
        return requests.get();
    }

    /** What was not answered as it should be. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The names of guests that were answered to be there, each with its couple. */
    Map<String, UUID> written() {
        return written;
    }

    /** Returns after {@code more} further requests. */
    void await(int more) throws InterruptedException {
        int end = requests.get() + more;
        while (requests.get() < end) {
            Thread.sleep(20);
        }
    }

    /** Median, 95th and 99th percentile and the longest, in milliseconds. */
    String percentiles() {
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.0f ms", at(sorted, 0.5), at(sorted, 0.95),
                at(sorted, 0.99), at(sorted, 1));
    }

    @Override
    public void close() throws Exception {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1000.0;
    }

    private void work(int number) {
        HttpClientOptions options = new HttpClientOptions().setMaxPoolSize(1).setHttp2MaxPoolSize(1)
                .setProtocolVersion(number % 2 == 0 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultHost(service.getHost()).setDefaultPort(service.getPort());
        try (BlockingClient client = new BlockingClient(options)) {
            work(client, number);
        }
    }

    private void work(BlockingClient client, int number) {
        for (int n = 0; !stopping; n++) {
            UUID couple = couples.get((number + n) % couples.size());
            String name = number + "-" + n;
            switch (n % 10) {
                case 0, 5 -> write(client, couple, name);
                case 1, 6 -> ask(client, couple, HttpMethod.GET, "/core-fields", name, 200);
                case 2 -> ask(client, couple, HttpMethod.GET, "/changes?since=0&limit=20", name, 200);
                default -> ask(client, couple, HttpMethod.GET, "/guests?limit=20", name, 200);
            }
            pause();
        }
    }

    private void write(BlockingClient client, UUID couple, String name) {
        if (ask(client, couple, HttpMethod.POST, "/guests", name, 201)) {
            written.put(name, couple);
        }
    }

    private boolean ask(BlockingClient client, UUID couple, HttpMethod method, String path, String name, int expected) {
        RequestOptions options = new RequestOptions().setMethod(method).setURI("/api/couples/" + couple + path)
                .putHeader("Authorization", "Bearer " + Tokens.user(couple)).putHeader("Content-Type", "application/json");
        if (method == HttpMethod.POST) {
            options.putHeader("Idempotency-Key", name);
        }
        long start = System.nanoTime();
        int status = 0;
        String trouble = "";
        try {
            Buffer body = method == HttpMethod.POST ? Buffer.buffer("{\"name\": \"Guest " + name + "\"}") : Buffer.buffer();
            status = client.send(options, body, PATIENCE).status();
        } catch (IOException none) {
            trouble = none.getMessage() + ": " + none.getCause();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        micros.add((System.nanoTime() - start) / 1000);
        requests.incrementAndGet();
        if (status != expected) {
            failures.add(Instant.now() + " client " + name + " " + method + " " + path + ": "
                    + (status == 0 ? trouble : String.valueOf(status)));
        }
        return status == expected;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
