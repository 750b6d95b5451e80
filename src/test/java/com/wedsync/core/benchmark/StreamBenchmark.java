package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon a change is on the devices of a couple, how many a second, and what an idle stream costs.
 *
 * <p>
 * {@code ./mvnw verify -Pbenchmark -Dtest=StreamBenchmark}; {@code -Dwedsync.benchmark.streams=500},
 * {@code -Dwedsync.benchmark.idle-streams=5000}, {@code -Dwedsync.benchmark.seconds=15}.
 */
@Tag("benchmark")
class StreamBenchmark {

    private static final int STREAMS = Integer.getInteger("wedsync.benchmark.streams", 500);
    private static final int IDLE_STREAMS = Integer.getInteger("wedsync.benchmark.idle-streams", 5000);
    private static final int SECONDS = Integer.getInteger("wedsync.benchmark.seconds", 15);
    private static final int WARM_UP_SECONDS = 10;
    /** A couple adds that many guests at a time. */
    private static final int CHANGES_A_WRITE = 10;
    private static final int WRITES_AT_A_TIME = 8;
    private static final Duration ARRIVAL = Duration.ofSeconds(5);

    private final Report report = Report.named("streams");
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void changes_arrive_soon_and_idle_streams_cost_little() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            ServiceProcess.start(Artifact.built().getFirst(), server.settings()).close(); // migrates
            server.loadDemoData(500);
            List<Partner> partners;
            try (Connection administrator = server.connect()) {
                partners = Partner.some(administrator);
            }
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
            settings.put("WEDSYNC_STREAM_MAX", Integer.toString(2 * IDLE_STREAMS));
            settings.put("WEDSYNC_STREAM_PER_CALLER", Integer.toString(2 * IDLE_STREAMS));
            for (Artifact artifact : Artifact.built()) {
                report.line("%s, %d streams of %d couples", artifact.name(), STREAMS, Math.min(STREAMS, partners.size()));
                try (ServiceProcess service = ServiceProcess.start(artifact, settings)) {
                    busy(service, partners);
                }
                try (ServiceProcess service = ServiceProcess.start(artifact, settings)) {
                    idle(service, partners);
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void busy(ServiceProcess service, List<Partner> partners) throws Exception {
        try (Audience audience = Audience.gather(service, partners, STREAMS)) {
            measure(service, audience, partners, 500, WARM_UP_SECONDS, 0);
            measure(service, audience, partners, 50, SECONDS, 10);
            measure(service, audience, partners, 1000, SECONDS, 50);
            measure(service, audience, partners, 2000, SECONDS, 0);
        }
    }

    /** Writes at a fixed rate, whether or not the service keeps up, and counts what arrives. */
    private void measure(ServiceProcess service, Audience audience, List<Partner> partners, int changesPerSecond, int seconds,
            double bar) throws Exception {
        audience.forget();
        int perWrite = changesPerSecond < 100 ? 1 : CHANGES_A_WRITE;
        int writes = changesPerSecond * seconds / perWrite;
        int couples = Math.min(STREAMS, partners.size());
        Semaphore room = new Semaphore(WRITES_AT_A_TIME);
        AtomicLong expected = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        double cpu = service.cpu().toMillis();
        long begin = System.nanoTime();
        for (int write = 0; write < writes; write++) {
            long due = begin + (long) (1e9 * write * perWrite / changesPerSecond);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            room.acquire();
            int couple = write % couples;
            int listeners = STREAMS / couples + (couple < STREAMS % couples ? 1 : 0);
            client.sendAsync(guests(service, partners.get(couple), write, perWrite), BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        room.release();
                        if (failure == null && answer.statusCode() == 200) {
                            expected.addAndGet((long) perWrite * listeners);
                        } else {
                            failed.incrementAndGet();
                        }
                    });
        }
        room.acquire(WRITES_AT_A_TIME);
        double took = (System.nanoTime() - begin) / 1e9;
        long patience = System.nanoTime() + ARRIVAL.toNanos();
        while (audience.delivered() < expected.get() && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
        report.line(
                "  %4d changes/s wanted, %6.0f/s committed, %d failed writes, %d of %d delivered, service %.2f processors, ms  %s",
                changesPerSecond, writes * perWrite / took, failed.get(), audience.delivered(), expected.get(),
                (service.cpu().toMillis() - cpu) / 1000 / took, audience.latencies().percentiles());
        assertThat(audience.delivered()).isEqualTo(expected.get());
        assertThat(failed.get()).isZero();
        if (bar > 0) {
            report.bar("p95 from change to device at " + changesPerSecond + "/s, ms", audience.latencies().percentile(95), bar);
        }
    }

    private static HttpRequest guests(ServiceProcess service, Partner partner, int write, int count) {
        String guests = IntStream.range(0, count).mapToObj(n -> "{\"name\": \"Guest " + write + "-" + n + "\"}")
                .collect(Collectors.joining(",", "{\"guests\": [", "]}"));
        return HttpRequest.newBuilder(service.api("/api/couples/" + partner.couple() + "/guests/bulk"))
                .header("Authorization", "Bearer " + partner.token()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(guests)).build();
    }

    private void idle(ServiceProcess service, List<Partner> partners) throws Exception {
        try (Audience warm = Audience.gather(service, partners, 200)) {
            assertThat(warm.delivered()).isZero();
        }
        Thread.sleep(Duration.ofSeconds(5));
        double before = service.residentMebibytes();
        try (Audience audience = Audience.gather(service, partners, IDLE_STREAMS)) {
            Thread.sleep(Duration.ofSeconds(5));
            double kilobytes = (service.residentMebibytes() - before) * 1024 * 1.024 / IDLE_STREAMS;
            double cpu = service.cpu().toMillis();
            Thread.sleep(Duration.ofSeconds(SECONDS));
            report.line("  %d idle streams: %.2f %% of a processor", IDLE_STREAMS,
                    (service.cpu().toMillis() - cpu) / 10 / SECONDS);
            report.bar("memory of an idle stream, kB", kilobytes, 25);
            assertThat(audience.delivered()).isZero();
        }
    }
}
