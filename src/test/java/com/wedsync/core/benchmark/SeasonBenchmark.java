package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.benchmark.Visitors.Visit;
import com.wedsync.core.testing.Tokens;

/**
 * An evening of the season: 100 users, then 1,000, then ten times as many as there were before and without a pause, then 100
 * again; each second of thinking between two requests. Client, service and PostgreSQL share the processors.
 *
 * <p>
 * {@code ./mvnw verify -Pbenchmark -Dtest=SeasonBenchmark -Dwedsync.benchmark.couples=20000 -Dwedsync.benchmark.minutes=5}
 */
@Tag("benchmark")
class SeasonBenchmark {

    private static final int COUPLES = Integer.getInteger("wedsync.benchmark.couples", 2000);
    private static final double MINUTES = Double.parseDouble(System.getProperty("wedsync.benchmark.minutes", "1"));
    private static final int BASE = 100;
    private static final int MANY = 1000;
    private static final Duration THINKING = Duration.ofSeconds(1);
    private static final Duration SPIKE = Duration.ofSeconds(30);
    private static final Map<String, Integer> BARS = Map.of("dashboard", 50, "forms", 40, "core fields", 25,
            "core-field update", 25,
            "list of 100 guests, all fields", 75, "timeline", 40);

    private final Report report = Report.named("season");

    @Test
    void an_evening() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            List<Partner> partners = server.season(COUPLES);
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
            for (Artifact artifact : Artifact.built()) {
                try (ServiceProcess service = ServiceProcess.start(artifact, settings);
                        Visitors visitors = new Visitors(service, partners)) {
                    evening(artifact, server, service, visitors);
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void evening(Artifact artifact, PasswordServer server, ServiceProcess service, Visitors visitors)
            throws Exception {
        report.line("%s, %d couples of 100 guests", artifact.name(), COUPLES);
        visitors.come(16, Duration.ZERO, Duration.ofSeconds(90)); // until the compiler has seen everything

        List<Visit> base = visitors.come(BASE, THINKING, Duration.ofSeconds(45));
        summary("100 users", base);
        BARS.forEach((name, bar) -> report.bar("  p95 of " + name + " at 100 users, ms", p95(base, of(name)), bar));

        List<Visit> arriving = visitors.come(MANY, THINKING, Duration.ofSeconds(40));
        summary("1,000 users, the compiler at work again", arriving);
        report.line("  refused in each tenth of the time: %s", refusedByTenth(arriving));

        Processors processors = Processors.watch(service, server);
        List<Visit> many = visitors.come(MANY, THINKING, Duration.ofMillis((long) (60_000 * MINUTES)));
        report.line("%s; pool: %s", processors, pool(service));
        summary("1,000 users", many);
        report.line("  refused in each tenth of the time: %s", refusedByTenth(many));
        report.bar("  failed of 1,000 at 1,000 users", 1000.0 * many.stream().filter(visit -> visit.status() != 200).count()
                / many.size(), 1);
        report.bar("  p95 at 1,000 users, ms", p95(many, visit -> true), 200);

        processors = Processors.watch(service, server);
        List<Visit> spike = visitors.come(10 * BASE, Duration.ZERO, SPIKE);
        long spikeEnd = System.nanoTime();
        report.line("%s", processors);
        summary("1,000 users without a pause", spike);
        report.line("  refused: %s", latencies(spike, visit -> visit.status() == 503));
        report.bar("  p99 of a refusal, ms", percentile(spike, visit -> visit.status() == 503, 99), 20);
        report.bar("  neither answered nor refused",
                spike.stream().filter(visit -> visit.status() != 200 && visit.status() != 503)
                        .count(),
                1);
        report.bar("  p95 of the admitted over p95 of 100 users", p95(spike, ok()) / p95(base, ok()), 3);

        List<Visit> after = visitors.come(BASE, THINKING, Duration.ofSeconds(20));
        summary("100 users again", after);
        report.bar("  seconds until p95 is below 1.5 of before", recovered(after, spikeEnd, 1.5 * p95(base, ok())), 10);
    }

    /** A burst, or all the time? */
    private static String refusedByTenth(List<Visit> visits) {
        long begin = visits.stream().mapToLong(Visit::endNanos).min().orElseThrow();
        long length = visits.stream().mapToLong(Visit::endNanos).max().orElseThrow() - begin;
        long[] refused = new long[10];
        visits.stream().filter(visit -> visit.status() == 503)
                .forEach(visit -> refused[(int) Math.min(9, 10 * (visit.endNanos() - begin) / length)]++);
        return Arrays.toString(refused);
    }

    private void summary(String what, List<Visit> visits) {
        double seconds = (visits.stream().mapToLong(Visit::endNanos).max().orElseThrow()
                - visits.stream().mapToLong(Visit::endNanos).min().orElseThrow()) / 1e9;
        report.line("%s: %.0f requests/s, %d answered, %d refused, %d other; ms %s", what, visits.size() / seconds,
                visits.stream().filter(ok()).count(), visits.stream().filter(visit -> visit.status() == 503).count(),
                visits.stream().filter(visit -> visit.status() != 200 && visit.status() != 503).count(),
                latencies(visits, ok()));
    }

    /** Seconds until the first second of which the p95 is no longer raised. */
    private static double recovered(List<Visit> visits, long since, double line) {
        for (int second = 0; second < 20; second++) {
            long begin = since + second * 1_000_000_000L;
            double p95 = p95(visits, visit -> visit.endNanos() >= begin && visit.endNanos() < begin + 1_000_000_000L);
            if (p95 < line) {
                return second;
            }
        }
        return 20;
    }

    private static Predicate<Visit> ok() {
        return visit -> visit.status() == 200;
    }

    private static Predicate<Visit> of(String operation) {
        return visit -> visit.operation().name().equals(operation);
    }

    private static double p95(List<Visit> visits, Predicate<Visit> which) {
        return percentile(visits, which, 95);
    }

    /** Infinite if there are none: a bar that nothing was measured for is missed. */
    private static double percentile(List<Visit> visits, Predicate<Visit> which, double percent) {
        double[] millis = visits.stream().filter(which).mapToDouble(Visit::millis).toArray();
        return millis.length == 0 ? Double.POSITIVE_INFINITY : Figures.of(millis).percentile(percent);
    }

    private static String latencies(List<Visit> visits, Predicate<Visit> which) {
        double[] millis = visits.stream().filter(which).mapToDouble(Visit::millis).toArray();
        return millis.length == 0 ? "none" : Figures.of(millis).percentiles();
    }

    private static String pool(ServiceProcess service) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(service.api("/api/database/pool"))
                    .header("Authorization", "Bearer " + Tokens.service()).build(), BodyHandlers.ofString()).body();
        }
    }
}
