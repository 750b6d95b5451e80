package com.wedsync.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How fast something grows: the median of the slopes between all pairs of points (Theil-Sen), which one bulk load or one
 * clean-up does not bend.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen 1968</a>
 */
final class Growth {

    private static final double SECONDS_PER_DAY = 86_400;

    private Growth() {
    }

    /** A size at a moment. */
    record Point(Instant at, long bytes) {

        static Point from(Row row) {
            return new Point(row.getOffsetDateTime("taken_at").toInstant(), row.getLong("database_size_bytes"));
        }
    }

    /** Bytes per day, from points in the order of time that span {@code minimumSpan} or more. */
    static Measured<Double> perDay(List<Point> points, Duration minimumSpan) {
        Duration span = points.size() < 2 ? Duration.ZERO
                : Duration.between(points.getFirst().at(), points.getLast().at());
        if (points.size() < 2 || span.compareTo(minimumSpan) < 0) {
            return Measured.unknown("the history covers " + span.toMinutes() + " minutes, "
                    + minimumSpan.toMinutes() + " are needed");
        }
        return Measured.of(median(slopes(points)));
    }

    private static double[] slopes(List<Point> points) {
        double[] slopes = new double[points.size() * (points.size() - 1) / 2];
        int next = 0;
        for (int later = 1; later < points.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[next++] = slope(points.get(earlier), points.get(later));
            }
        }
        return Arrays.copyOf(slopes, next);
    }

    private static double slope(Point earlier, Point later) {
        double days = Math.max(1, Duration.between(earlier.at(), later.at()).toSeconds()) / SECONDS_PER_DAY;
        return (later.bytes() - earlier.bytes()) / days;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
