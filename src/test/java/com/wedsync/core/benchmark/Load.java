package com.wedsync.core.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.wedsync.core.testing.Tokens;

/** Calls an endpoint again and again, from one or several callers; each waits for its whole answer. */
final class Load implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    private Load(HttpRequest.Builder request) {
        this.request = request.header("Authorization", "Bearer " + Tokens.service()).build();
    }

    static Load get(URI endpoint) {
        return new Load(HttpRequest.newBuilder(endpoint));
    }

    static Load post(URI endpoint, String json) {
        return new Load(HttpRequest.newBuilder(endpoint).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Latencies in milliseconds of {@code calls} by each of {@code callers}. */
    Figures run(int callers, int calls) throws InterruptedException, ExecutionException {
        List<Future<List<Double>>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                results.add(threads.submit(() -> call(calls)));
            }
        }
        List<Double> latencies = new ArrayList<>();
        for (Future<List<Double>> result : results) {
            latencies.addAll(result.get());
        }
        return Figures.of(latencies.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** One answer. */
    byte[] once() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + new String(response.body(),
                    StandardCharsets.UTF_8));
        }
        return response.body();
    }

    @Override
    public void close() {
        client.close();
    }

    private List<Double> call(int calls) throws IOException, InterruptedException {
        List<Double> latencies = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            long begin = System.nanoTime();
            once();
            latencies.add((System.nanoTime() - begin) / 1e6);
        }
        return latencies;
    }
}
