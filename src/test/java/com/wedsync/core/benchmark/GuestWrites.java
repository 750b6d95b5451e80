package com.wedsync.core.benchmark;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Couples who add guests, one couple after the other. */
final class GuestWrites implements AutoCloseable {

    private static final int AT_A_TIME = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServiceProcess service;
    private final List<Partner> partners;
    private int next;

    /**
     * @param changes whose commit was confirmed
     * @param failures what was answered otherwise, or not at all
     */
    record Result(int changes, List<String> failures, double seconds) {

        double rate() {
            return changes / seconds;
        }
    }

    GuestWrites(ServiceProcess service, List<Partner> partners) {
        this.service = service;
        this.partners = partners;
    }

    /** So many changes a second, whether or not the service keeps up; as many as it takes if that is more than it can. */
    Result write(int guestsAtATime, double changesPerSecond, Duration time) throws InterruptedException {
        Semaphore room = new Semaphore(AT_A_TIME);
        AtomicInteger committed = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        long begin = System.nanoTime();
        for (int write = 0; System.nanoTime() - begin < time.toNanos(); write++) {
            long wait = begin + (long) (1e9 * write * guestsAtATime / changesPerSecond) - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            room.acquire();
            client.sendAsync(request(guestsAtATime), BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                if (failure == null && answer.statusCode() == 200) {
                    committed.addAndGet(guestsAtATime);
                } else {
                    failures.add(failure == null ? String.valueOf(answer.statusCode()) : failure.toString());
                }
                room.release(); // last: who has all the room counts what is committed
            });
        }
        room.acquire(AT_A_TIME);
        return new Result(committed.get(), List.copyOf(failures), (System.nanoTime() - begin) / 1e9);
    }

    private HttpRequest request(int count) {
        int number = next++;
        Partner partner = partners.get(number % partners.size());
        String guests = IntStream.range(0, count).mapToObj(n -> "{\"name\": \"Guest " + number + "-" + n + "\"}")
                .collect(Collectors.joining(",", "{\"guests\": [", "]}"));
        return HttpRequest.newBuilder(service.api("/api/couples/" + partner.couple() + "/guests/bulk"))
                .header("Authorization", "Bearer " + partner.token()).header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(guests)).build();
    }

    @Override
    public void close() {
        client.close();
    }
}
