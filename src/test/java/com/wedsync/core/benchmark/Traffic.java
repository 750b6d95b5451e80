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
        long begin = System.nanoTime();
        List<Double> latencies = each(count, n -> send(calls.apply(n)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Result(count / seconds, Figures.of(latencies.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** Sends the requests numbered 0 to {@code count}, whatever the answers; how many are {@code status}. */
    long count(int status, int count, IntFunction<Call> calls) throws InterruptedException, ExecutionException {
        return each(count, n -> answer(calls.apply(n)).status()).stream().filter(answered -> answered == status).count();
    }

    private interface Numbered<T> {
        T send(int number) throws IOException, InterruptedException;
    }

    private <T> List<T> each(int count, Numbered<T> request) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<List<T>>> callersResults = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                callersResults.add(threads.submit(() -> {
                    List<T> results = new ArrayList<>();
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        results.add(request.send(n));
                    }
                    return results;
                }));
            }
        }
        List<T> all = new ArrayList<>();
        for (Future<List<T>> results : callersResults) {
            all.addAll(results.get());
        }
        return all;
    }

    private BlockingClient.Answer answer(Call call) throws IOException, InterruptedException {
        return client.send(call.options(), call.content(), PATIENCE);
    }

    private double send(Call call) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        BlockingClient.Answer answer = answer(call);
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
