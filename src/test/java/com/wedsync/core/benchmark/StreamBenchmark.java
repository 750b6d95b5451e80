package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("wedsync.benchmark.seconds", 15));
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ARRIVAL = Duration.ofSeconds(5);
    private static final int COUPLES = 500;
    /** A couple adds that many guests at a time when there are many. */
    private static final int TOGETHER = 10;
    private static final int CALIBRATION = 20_000;
    private static final int WANTED_RATE = 2_000;
    private static final double AS_MANY_AS_POSSIBLE = 1e9;

    private final Report report = Report.named("streams");
    private int listeners;

    @Test
    void changes_arrive_soon_and_idle_streams_cost_little() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            List<Partner> partners = server.season(COUPLES);
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
            settings.put("WEDSYNC_STREAM_MAX", Integer.toString(2 * IDLE_STREAMS));
            settings.put("WEDSYNC_STREAM_PER_CALLER", Integer.toString(2 * IDLE_STREAMS));
            new SqlWrites(server, COUPLES).rate(TOGETHER, CALIBRATION).ifPresentOrElse(
                    rate -> report.line("PostgreSQL alone commits %.0f changes/s (pgbench, %d guests at a time)", rate,
                            TOGETHER),
                    () -> report.line("pgbench is not installed: no comparison with PostgreSQL alone"));
            for (Artifact artifact : Artifact.built()) {
                report.line("%s", artifact.name());
                try (ServiceProcess service = ServiceProcess.start(artifact, settings)) {
                    busy(service, server, partners);
                }
                try (ServiceProcess service = ServiceProcess.start(artifact, settings)) {
                    idle(service, partners);
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void busy(ServiceProcess service, PasswordServer server, List<Partner> partners) throws Exception {
        List<Partner> writers = partners.subList(0, Math.min(STREAMS, partners.size()));
        listeners = STREAMS / (int) writers.stream().map(Partner::couple).distinct().count();
        report.line("%d streams, %d of each couple", STREAMS, listeners);
        try (Audience audience = Audience.gather(service, partners, STREAMS);
                GuestWrites writes = new GuestWrites(service, writers)) {
            measure(service, server, audience, writes, TOGETHER, AS_MANY_AS_POSSIBLE, WARM_UP);
            measure(service, server, audience, writes, 1, 50, TIME);
            report.bar("p95 from change to device at 50/s, ms", audience.latencies().percentile(95), 10);
            measure(service, server, audience, writes, TOGETHER, 0.5 * WANTED_RATE, TIME);
            report.bar("p95 from change to device at 1000/s, ms", audience.latencies().percentile(95), 50);
            double rate = measure(service, server, audience, writes, TOGETHER, AS_MANY_AS_POSSIBLE, TIME);
            report.bar("missing of " + WANTED_RATE + " changes/s, committed and delivered", WANTED_RATE - rate, 1);
        }
    }

    /** Changes a second from the first write to the last delivery. */
    private double measure(ServiceProcess service, PasswordServer server, Audience audience, GuestWrites writes,
            int guestsAtATime, double changesPerSecond, Duration time) throws Exception {
        audience.forget();
        Processors processors = Processors.watch(service, server);
        long begin = System.nanoTime();
        GuestWrites.Result written = writes.write(guestsAtATime, changesPerSecond, time);
        long patience = System.nanoTime() + ARRIVAL.toNanos();
        while (audience.delivered() < written.changes() * listeners && System.nanoTime() < patience) {
            Thread.sleep(1);
        }
        double rate = written.changes() / ((System.nanoTime() - begin) / 1e9);
        report.line("  %s changes/s wanted, %6.0f/s committed and delivered, ms  %s;  %s",
                changesPerSecond > WANTED_RATE ? "most" : "%4.0f".formatted(changesPerSecond), rate,
                audience.latencies().percentiles(), processors);
        if (written.failures().isEmpty()) {
            assertThat(audience.delivered()).isEqualTo(written.changes() * listeners);
        } else { // these may have been committed even so
            report.line("  %d writes failed: %s", written.failures().size(), written.failures());
            assertThat(audience.delivered()).isGreaterThanOrEqualTo(written.changes() * listeners);
        }
        return rate;
    }

    private void idle(ServiceProcess service, List<Partner> partners) throws Exception {
        try (Audience warm = Audience.gather(service, partners, 200)) {
            assertThat(warm.delivered()).isZero();
        }
        Thread.sleep(Duration.ofSeconds(5));
        double before = service.residentMebibytes();
        double without = processor(service);
        try (Audience audience = Audience.gather(service, partners, IDLE_STREAMS)) {
            Thread.sleep(WARM_UP); // heartbeats are all that happens now
            double kilobytes = (service.residentMebibytes() - before) * 1024 * 1.024 / IDLE_STREAMS;
            report.line("  %d idle streams: %.2f %% of a processor, %.2f %% without them", IDLE_STREAMS, processor(service),
                    without);
            report.bar("memory of an idle stream, kB", kilobytes, 25);
            assertThat(audience.delivered()).isZero();
        }
    }

    /** Percent of one, while nothing happens. */
    private static double processor(ServiceProcess service) throws InterruptedException {
        double before = service.cpu().toMillis();
        Thread.sleep(TIME);
        return (service.cpu().toMillis() - before) / 10 / TIME.toSeconds();
    }
}
