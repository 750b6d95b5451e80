package com.wedsync.core.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;
import com.wedsync.core.metric.StatementWindow;

/** What ran in the last hour, in memory: windows between passes of the sampler, put together five minutes at a time. */
@Singleton
class RecentStatements {

    private static final long STEP_SECONDS = 300;
    /** A little more than an hour: an hour that has just ended is still whole. */
    private static final Duration KEPT = Duration.ofMinutes(70);

    private final Deque<Bucket> buckets = new ArrayDeque<>();

    /** @param seconds of it that were observed */
    private record Bucket(long step, double seconds, Map<StatementKey, StatementCost> costs) {

        Instant begin() {
            return Instant.ofEpochSecond(step * STEP_SECONDS);
        }

        Bucket plus(StatementWindow window) {
            window.costs().forEach((key, cost) -> costs.merge(key, cost, StatementCost::plus));
            return new Bucket(step, seconds + window.seconds(), costs);
        }
    }

    synchronized void add(StatementWindow window) {
        // the last moment of a window that ends with a step belongs to that step
        long step = Math.floorDiv(window.to().getEpochSecond() - 1, STEP_SECONDS);
        Bucket last = buckets.peekLast();
        if (last != null && last.step() == step) {
            buckets.removeLast();
            buckets.addLast(last.plus(window));
        } else {
            buckets.addLast(new Bucket(step, 0, new HashMap<>()).plus(window));
        }
        while (buckets.getFirst().begin().isBefore(window.to().minus(KEPT))) {
            buckets.removeFirst();
        }
    }

    /** What ran since {@code from}. */
    synchronized Use since(Instant from) {
        return sum(bucket -> !bucket.begin().isBefore(from));
    }

    /** What ran in the hour that begins at {@code hour}. */
    synchronized Use of(Instant hour) {
        Instant end = hour.plus(Duration.ofHours(1));
        return sum(bucket -> !bucket.begin().isBefore(hour) && bucket.begin().isBefore(end));
    }

    private Use sum(Predicate<Bucket> wanted) {
        Map<StatementKey, StatementCost> costs = new HashMap<>();
        double seconds = 0;
        for (Bucket bucket : buckets) {
            if (wanted.test(bucket)) {
                seconds += bucket.seconds();
                bucket.costs().forEach((key, cost) -> costs.merge(key, cost, StatementCost::plus));
            }
        }
        return new Use(seconds, costs);
    }
}
