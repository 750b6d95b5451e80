package com.wedsync.core.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import com.wedsync.core.history.Histories;
import com.wedsync.core.history.Point;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * What measures usually are at this hour of the week: the median of the same hour one, two and three weeks ago, so that one odd
 * week does not count. A wedding season is a matter of months, and three weeks follow it.
 */
@Singleton
class Baseline {

    static final List<String> MEASURES = List.of("wedsync_transactions_per_second", "wedsync_query_mean_milliseconds");
    private static final int WEEKS = 3;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HALF = Duration.ofMinutes(30);

    private final Histories histories;
    private final Clock clock;
    private volatile Map<String, Double> usual = Map.of();

    Baseline(Histories histories, Clock clock) {
        this.histories = histories;
        this.clock = clock;
    }

    /** By the names of measures; no entry where history is too short to tell. */
    Map<String, Double> usual() {
        return usual;
    }

    /** Looks the hour up anew. */
    Uni<Void> learn() {
        Map<String, Double> learned = new HashMap<>();
        return Multi.createFrom().iterable(MEASURES)
                .onItem().transformToUniAndConcatenate(name -> weeks(name)
                        .invoke(weeks -> median(weeks).ifPresent(usualValue -> learned.put(name, usualValue))))
                .collect().last().invoke(() -> usual = Map.copyOf(learned)).replaceWithVoid();
    }

    private Uni<List<OptionalDouble>> weeks(String name) {
        Instant now = clock.instant();
        return Multi.createFrom().items(IntStream.rangeClosed(1, WEEKS).mapToObj(week -> now.minus(WEEK.multipliedBy(week))))
                .onItem().transformToUniAndConcatenate(at -> histories
                        .points(name, Map.of(), at.minus(HALF), at.plus(HALF), Duration.ofHours(1)).map(Baseline::average))
                .collect().asList();
    }

    private static OptionalDouble average(List<Point> points) {
        return points.stream().mapToDouble(Point::average).average();
    }

    /** Empty if a week is missing, or if nothing at all is usual: nothing can be compared with that. */
    static OptionalDouble median(List<OptionalDouble> weeks) {
        double[] known = weeks.stream().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sorted()
                .toArray();
        return known.length < WEEKS || known[WEEKS / 2] <= 0 ? OptionalDouble.empty() : OptionalDouble.of(known[WEEKS / 2]);
    }
}
