package com.wedsync.core.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measured values of one kind, in the unit they were given in.
 *
 * @param sorted ascending, at least one
 */
record Figures(List<Double> sorted) {

    static Figures of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Figures(Arrays.stream(sorted).boxed().toList());
    }

    /** The value that {@code percent} of all do not exceed (nearest rank). */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    double median() {
        return percentile(50);
    }

    double min() {
        return sorted.getFirst();
    }

    double max() {
        return sorted.getLast();
    }

    /** For load: the slow ones matter. */
    String percentiles() {
        return format("p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f", median(), percentile(95), percentile(99), max());
    }

    /** For few values: the spread matters. */
    String spread() {
        return format("median %6.1f  min %6.1f  max %6.1f", median(), min(), max());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
