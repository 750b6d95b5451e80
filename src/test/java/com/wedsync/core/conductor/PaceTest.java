package com.wedsync.core.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2026-06-01T02:00:00Z");
    private static final Bounds BOUNDS = new Bounds(250, 10, 64e6);
    private static final Load QUIET = load(20.0, 0.0, 1e6);

    private final Pace pace = new Pace(BOUNDS, Duration.ofMinutes(1));

    private static Load load(@Nullable Double p95, @Nullable Double lag, @Nullable Double wal) {
        return new Load(p95, lag, wal, null);
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void it_goes_on_below_its_bounds_and_what_is_not_known_passes_none() {
        assertThat(pace.judge(START, load(250.0, 10.0, 64e6))).isEmpty();
        assertThat(pace.judge(START, load(null, null, null))).isEmpty();
    }

    @Test
    void it_gives_way_at_once_when_any_bound_is_passed_and_says_which() {
        assertThat(new Pace(BOUNDS, Duration.ZERO).judge(START, load(251.0, 0.0, 0.0))).contains("requests take 251 ms (p95)");
        assertThat(new Pace(BOUNDS, Duration.ZERO).judge(START, load(1.0, 10.5, 0.0))).contains("a replica is 10.5 s behind");
        assertThat(new Pace(BOUNDS, Duration.ZERO).judge(START, load(1.0, 0.0, 70e6)).orElse("")).contains("67 MiB");
        assertThat(new Pace(BOUNDS, Duration.ZERO).judge(START, new Load(1.0, 0.0, 0.0, "a backup is being taken")))
                .contains("a backup is being taken");
    }

    @Test
    void it_goes_on_only_after_everything_was_calm_for_a_while() {
        pace.judge(START, load(300.0, 0.0, 0.0));
        assertThat(pace.judge(after(5), QUIET)).as("calm begins").isPresent();
        assertThat(pace.judge(after(64), QUIET)).isPresent();
        assertThat(pace.judge(after(65), QUIET)).isEmpty();
        assertThat(pace.yieldingSince()).isEmpty();
    }

    @Test
    void near_a_bound_is_not_calm() {
        pace.judge(START, load(300.0, 0.0, 0.0));
        pace.judge(after(5), QUIET);
        pace.judge(after(30), load(240.0, 0.0, 0.0));
        assertThat(pace.judge(after(65), QUIET)).as("calm begins anew").isPresent();
        assertThat(pace.judge(after(125), QUIET)).isEmpty();
        assertThat(pace.yieldingSince()).isEmpty();
    }

    @Test
    void who_waits_for_a_calm_moment_begins_after_it() {
        Pace waiting = Pace.waiting(BOUNDS, Duration.ofMinutes(1), START);
        assertThat(waiting.judge(START, QUIET)).contains("a calm moment is awaited");
        assertThat(waiting.judge(after(60), QUIET)).isEmpty();
    }

    @Test
    void the_percentile_is_within_its_bucket() {
        assertThat(Latency.percentile(buckets(100, 5, 90, 25, 100, 50, 100))).isEqualTo(15.0);
        assertThat(Latency.percentile(buckets(100, 5, 10, 25, 10, 50, 10))).as("beyond the last bound").isEqualTo(50.0);
        assertThat(Latency.percentile(buckets(0, 5, 0, 25, 0, 50, 0))).isNull();
        assertThat(Latency.percentile(new TreeMap<>())).isNull();
    }

    private static TreeMap<Double, Double> buckets(double all, double... boundsAndCounts) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        upTo.put(Double.POSITIVE_INFINITY, all);
        for (int i = 0; i < boundsAndCounts.length; i += 2) {
            upTo.put(boundsAndCounts[i], boundsAndCounts[i + 1]);
        }
        return upTo;
    }
}
