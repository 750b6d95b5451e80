package com.wedsync.core.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Requests of many people, a fixed number of them on their way at a time. */
final class Traffic implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int callers;

    Traffic(int callers) {
        this.callers = callers;
    }

    /** Sends the requests numbered 0 to {@code count}; each must be answered with 200. */
    Result send(int count, IntFunction<HttpRequest> requests) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Double>>> results = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                results.add(threads.submit(() -> {
                    List<Double> latencies = new ArrayList<>();
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        latencies.add(send(requests.apply(n)));
                    }
                    return latencies;
                }));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Double> latencies = new ArrayList<>();
        for (Future<List<Double>> result : results) {
            latencies.addAll(result.get());
        }
        return new Result(count / seconds, Figures.of(latencies.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private double send(HttpRequest request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    @Override
    public void close() {
        client.close();
    }

    /** Requests per second, and latencies in milliseconds. */
    record Result(double rate, Figures latencies) {
    }
}
