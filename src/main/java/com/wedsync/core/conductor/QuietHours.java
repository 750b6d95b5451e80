package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.wedsync.core.history.Point;

/** The quietest hours of the day, learned from how busy the database was in each. */
final class QuietHours {

    static final String MEASURE = "wedsync_transactions_per_second";
    static final Duration LOOK_BACK = Duration.ofDays(28);
    private static final Duration ENOUGH = Duration.ofDays(7);
    private static final int HOURS_A_DAY = 24;

    private QuietHours() {
    }

    /**
     * The {@code length} hours in a row with the least to do; empty if less than a week is known, or an hour of the day never
     * was.
     */
    static Optional<Hours> of(List<Point> hourly, ZoneId zone, int length) {
        if (hourly.isEmpty() || span(hourly).compareTo(ENOUGH.minusHours(1)) < 0) {
            return Optional.empty();
        }
        Map<Integer, Double> load = hourly.stream().collect(Collectors.groupingBy(
                point -> point.at().atZone(zone).getHour(), Collectors.averagingDouble(Point::average)));
        if (load.size() < HOURS_A_DAY) {
            return Optional.empty();
        }
        return IntStream.range(0, HOURS_A_DAY).boxed()
                .min((one, other) -> Double.compare(sum(load, one, length), sum(load, other, length)))
                .map(from -> new Hours(LocalTime.of(from, 0), LocalTime.of((from + length) % HOURS_A_DAY, 0)));
    }

    private static Duration span(List<Point> hourly) {
        Instant first = hourly.getFirst().at();
        return Duration.between(first, hourly.getLast().at());
    }

    private static double sum(Map<Integer, Double> load, int from, int length) {
        return IntStream.range(from, from + length).mapToDouble(hour -> load.get(hour % HOURS_A_DAY)).sum();
    }
}
