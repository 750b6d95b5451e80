package com.wedsync.core.conductor;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;

/** What requests to the data plane take in this process, between one look and the next. Streams, which last, are left out. */
final class Latency {

    private static final String REQUESTS = "http.server.requests";
    private static final double PERCENTILE = 0.95;

    private final MeterRegistry registry;
    private Map<Double, Double> before;

    Latency(MeterRegistry registry) {
        this.registry = registry;
        this.before = counts();
    }

    /** Milliseconds; null if no request ended since the look before. */
    @Nullable
    Double p95() {
        Map<Double, Double> now = counts();
        TreeMap<Double, Double> since = new TreeMap<>();
        now.forEach((bound, count) -> since.put(bound, count - before.getOrDefault(bound, 0.0)));
        before = now;
        return percentile(since);
    }

    /**
     * @param upTo how many took no longer than so many milliseconds; infinity is how many there were
     * @return within the bucket in a straight line; what is longer than the last bound counts as the last bound
     */
    static @Nullable Double percentile(TreeMap<Double, Double> upTo) {
        double all = upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
        if (all <= 0) {
            return null;
        }
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            if (bucket.getKey().isInfinite()) {
                break;
            }
            if (bucket.getValue() >= PERCENTILE * all) {
                double inside = bucket.getValue() - below;
                return lower + (bucket.getKey() - lower) * (PERCENTILE * all - below) / Math.max(1, inside);
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return lower;
    }

    private Map<Double, Double> counts() {
        Map<Double, Double> counts = new HashMap<>();
        for (Timer timer : registry.find(REQUESTS).timers()) {
            if (isDataPlane(timer.getId().getTag("uri"))) {
                double all = timer.count();
                counts.merge(Double.POSITIVE_INFINITY, all, Double::sum);
                for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                    double bound = bucket.bucket(TimeUnit.MILLISECONDS);
                    if (Double.isFinite(bound)) {
                        counts.merge(bound, bucket.count(), Double::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static boolean isDataPlane(@Nullable String uri) {
        return uri != null && uri.startsWith("/api/") && !uri.startsWith("/api/database") && !uri.endsWith("/changes");
    }
}
