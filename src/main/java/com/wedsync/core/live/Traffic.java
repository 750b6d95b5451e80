package com.wedsync.core.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.live.LiveReport.Admission;
import com.wedsync.core.live.LiveReport.Burn;
import com.wedsync.core.live.LiveReport.Requests;
import com.wedsync.core.live.LiveReport.Streams;
import com.wedsync.core.live.LiveReport.Waits;
import com.wedsync.core.live.Trail.Mark;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * How this replica's data plane does, from the meters that Prometheus sees. Which requests count is as in the rules for
 * Prometheus: streams last as long as they last, and operators are not who is served.
 */
@Singleton
class Traffic {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final Trail trail = new Trail();

    Traffic(MeterRegistry registry) {
        this.registry = registry;
    }

    /** To be called every few seconds. */
    synchronized void remember() {
        trail.add(mark());
    }

    synchronized Figures figures() {
        Mark now = mark();
        Mark base = trail.before(now, MINUTE);
        double seconds = base.age(now).toMillis() / MILLIS;
        return new Figures(requests(base, now, seconds),
                List.of(burn("5m", FIVE_MINUTES, now), burn("1h", Trail.LONGEST, now)),
                new Admission(gauge("wedsync.admission.limit"), gauge("wedsync.admission.in.flight"),
                        gauge("wedsync.admission.waiting"), rate(now.refusals() - base.refusals(), seconds)),
                waits(base, now),
                Streams.of(gauge("wedsync.streams.open"), lag(), rate(now.dropped() - base.dropped(), seconds / 60)));
    }

    /** What is not of the pools. */
    record Figures(Requests requests, List<Burn> budget, Admission admission, Waits waits, Streams streams) {
    }

    private static Requests requests(Mark base, Mark now, double seconds) {
        Tally counted = now.requests().since(base.requests());
        Map<String, String> unknown = new TreeMap<>();
        return new Requests(Rounded.toTenth(seconds), rate(counted.count(), seconds),
                rate(now.failed() - base.failed(), seconds), quantile(unknown, "p50_ms", counted, 0.50),
                quantile(unknown, "p95_ms", counted, 0.95), quantile(unknown, "p99_ms", counted, 0.99), unknown);
    }

    private Burn burn(String window, Duration span, Mark now) {
        Mark base = trail.before(now, span);
        return Burn.of(window, Rounded.toTenth(base.age(now).toMillis() / MILLIS), now.requests().since(base.requests()),
                now.failed() - base.failed());
    }

    private static Waits waits(Mark base, Mark now) {
        Map<String, String> unknown = new TreeMap<>();
        return new Waits(quantile(unknown, "p95_ms", now.acquisitions().since(base.acquisitions()), 0.95), unknown);
    }

    private @Nullable Double lag() {
        Timer timer = registry.find("wedsync.stream.lag").timer();
        return timer == null || timer.count() == 0 ? null
                : Rounded.toTenth(timer.max(TimeUnit.MILLISECONDS));
    }

    private Mark mark() {
        List<Timer> served = registry.find("http.server.requests").timers().stream()
                .filter(timer -> isServed(timer.getId().getTag("uri"))).toList();
        long failed = served.stream().filter(timer -> String.valueOf(timer.getId().getTag("status")).startsWith("5"))
                .mapToLong(Timer::count).sum();
        return new Mark(System.nanoTime(), Tally.of(served), failed, counted("wedsync.admission.refusals"),
                counted("wedsync.stream.dropped"),
                Tally.of(registry.find("wedsync.pool.acquisition").tag("pool", "app").timers()));
    }

    private static boolean isServed(@Nullable String uri) {
        return uri != null && uri.startsWith("/api/") && !uri.startsWith("/api/database") && !uri.endsWith("/changes");
    }

    private int gauge(String name) {
        Gauge gauge = registry.find(name).gauge();
        return gauge == null ? 0 : (int) gauge.value();
    }

    private double counted(String name) {
        return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }

    private static double rate(double count, double span) {
        return span <= 0 ? 0 : Rounded.toHundredth(count / span);
    }

    private static @Nullable Double quantile(Map<String, String> unknown, String name, Tally counted, double share) {
        Double quantile = counted.quantile(share);
        if (quantile == null) {
            unknown.put(name, counted.count() == 0 ? "nothing was asked in the last minute"
                    : "longer than the largest bucket, " + counted.largestBound() + " ms");
            return null;
        }
        return Rounded.toTenth(quantile);
    }
}
