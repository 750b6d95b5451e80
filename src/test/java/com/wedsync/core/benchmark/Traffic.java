package com.wedsync.core.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import com.wedsync.core.testing.BlockingClient;

import io.vertx.core.http.HttpClientOptions;

/** Requests of many people, a fixed number of them on their way at a time. */
final class Traffic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BlockingClient client;
    private final int callers;

    Traffic(int callers) {
        this.client = new BlockingClient(new HttpClientOptions().setMaxPoolSize(callers));
        this.callers = callers;
    }

    /** Sends the requests numbered 0 to {@code count}; each must be answered with 200. */
    Result send(int count, IntFunction<Call> calls) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Double>>> results = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                results.add(threads.submit(() -> {
                    List<Double> latencies = new ArrayList<>();
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        latencies.add(send(calls.apply(n)));
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

    /**
     * Sends each of the requests numbered 0 to {@code count} once, whatever the answer; how many were answered with
     * {@code status}.
     */
    int count(int status, int count, IntFunction<Call> calls) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                results.add(threads.submit(() -> {
                    int answered = 0;
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        Call call = calls.apply(n);
                        answered += client.send(call.options(), call.content(), PATIENCE).status() == status ? 1 : 0;
                    }
                    return answered;
                }));
            }
        }
        int sum = 0;
        for (Future<Integer> result : results) {
            sum += result.get();
        }
        return sum;
    }

    private double send(Call call) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        BlockingClient.Answer answer = client.send(call.options(), call.content(), PATIENCE);
        if (answer.status() != 200) {
            throw new IOException(call + " answered " + answer.status() + ": " + answer.body());
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
