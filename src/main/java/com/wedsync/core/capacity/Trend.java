package com.wedsync.core.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.wedsync.core.metric.Measured;

/**
 * How fast something grows a day: the median of the slopes between all pairs of points (Theil-Sen), which one bulk load or one
 * clean-up does not bend, and a band around it. The band spans the 95 % intervals (Sen) of all of the time and of its last
 * seven days, so that a change of pace widens it.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen 1968</a>
 */
record Trend(double low, double middle, double high, double daysSeen) {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final Duration RECENT = Duration.ofDays(7);
    private static final Duration LEAST = Duration.ofHours(6);
    private static final int MOST_POINTS = 336;
    private static final int FEWEST_POINTS = 6;
    private static final double NORMAL_95 = 1.96;

    /** A value at a moment. */
    record Level(Instant at, double value) {
    }

    /** @param levels in the order of time */
    static Measured<Trend> of(List<Level> levels) {
        Duration span = levels.size() < 2 ? Duration.ZERO : Duration.between(levels.getFirst().at(), levels.getLast().at());
        if (levels.size() < FEWEST_POINTS || span.compareTo(LEAST) < 0) {
            return Measured.unknown("the history covers " + span.toHours() + " hours with " + levels.size() + " points, "
                    + LEAST.toHours() + " hours with " + FEWEST_POINTS + " are needed");
        }
        Instant recently = levels.getLast().at().minus(RECENT);
        Trend all = theilSen(thinned(levels));
        List<Level> recent = levels.stream().filter(level -> !level.at().isBefore(recently)).toList();
        if (recent.size() == levels.size() || recent.size() < FEWEST_POINTS) {
            return Measured.of(all);
        }
        Trend late = theilSen(thinned(recent));
        return Measured.of(new Trend(Math.min(all.low, late.low), all.middle, Math.max(all.high, late.high), all.daysSeen));
    }

    private static Trend theilSen(List<Level> levels) {
        double[] slopes = slopes(levels);
        double points = levels.size();
        double reach = NORMAL_95 * Math.sqrt(points * (points - 1) * (2 * points + 5) / 18);
        return new Trend(at(slopes, (slopes.length - reach) / 2), at(slopes, slopes.length / 2.0),
                at(slopes, (slopes.length + reach) / 2), days(levels.getFirst(), levels.getLast()));
    }

    private static double[] slopes(List<Level> levels) {
        double[] slopes = new double[levels.size() * (levels.size() - 1) / 2];
        int next = 0;
        for (int later = 1; later < levels.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[next++] = (levels.get(later).value() - levels.get(earlier).value())
                        / days(levels.get(earlier), levels.get(later));
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static double at(double[] sorted, double index) {
        return sorted[(int) Math.clamp(Math.round(index), 0, sorted.length - 1L)];
    }

    private static double days(Level earlier, Level later) {
        return Math.max(1, Duration.between(earlier.at(), later.at()).toSeconds()) / SECONDS_PER_DAY;
    }

    /** All pairs of a month of hours would be a quarter of a million. */
    private static List<Level> thinned(List<Level> levels) {
        int every = Math.ceilDiv(levels.size(), MOST_POINTS);
        return IntStream.range(0, levels.size()).filter(index -> (levels.size() - 1 - index) % every == 0)
                .mapToObj(levels::get).toList();
    }
}
