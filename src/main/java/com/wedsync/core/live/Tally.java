package com.wedsync.core.live;

import java.util.Arrays;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/**
 * What timers have counted since the process began, and, as a difference of two, in a time.
 *
 * @param count of everything
 * @param bounds of the buckets, in milliseconds, ascending; empty before anything was counted
 * @param cumulative how much took up to each bound
 */
record Tally(long count, double[] bounds, long[] cumulative) {

    private static final double NANOS_PER_MILLI = 1_000_000;

    static final Tally NOTHING = new Tally(0, new double[0], new long[0]);

    /** Of all {@code timers}, which have the same buckets. */
    static Tally of(Collection<Timer> timers) {
        Tally sum = NOTHING;
        for (Timer timer : timers) {
            sum = sum.plus(timer.takeSnapshot());
        }
        return sum;
    }

    private Tally plus(HistogramSnapshot snapshot) {
        CountAtBucket[] buckets = Arrays.stream(snapshot.histogramCounts())
                .filter(bucket -> bucket.bucket() < Long.MAX_VALUE && Double.isFinite(bucket.bucket()))
                .toArray(CountAtBucket[]::new);
        double[] upTo = Arrays.stream(buckets).mapToDouble(bucket -> bucket.bucket() / NANOS_PER_MILLI).toArray();
        long[] counts = new long[buckets.length];
        Arrays.setAll(counts, n -> (long) buckets[n].count() + (cumulative.length == 0 ? 0 : cumulative[n]));
        return new Tally(count + snapshot.count(), upTo, counts);
    }

    /** What was counted since {@code earlier}. */
    Tally since(Tally earlier) {
        long[] counts = new long[cumulative.length];
        Arrays.setAll(counts, n -> cumulative[n] - (earlier.cumulative.length == 0 ? 0 : earlier.cumulative[n]));
        return new Tally(count - earlier.count, bounds, counts);
    }

    /** How many took up to {@code millis}, which has to be a bound. */
    long within(double millis) {
        int bucket = Arrays.binarySearch(bounds, millis);
        return bucket < 0 ? 0 : cumulative[bucket];
    }

    /** 0 if nothing was counted. */
    long largestBound() {
        return bounds.length == 0 ? 0 : (long) bounds[bounds.length - 1];
    }

    /**
     * What a share of all did not exceed, in milliseconds, straight between the bounds as Prometheus'
     * {@code histogram_quantile}
     * has it; {@code null} if nothing was counted, or if it lies beyond the last bound.
     */
    @Nullable
    Double quantile(double share) {
        double rank = share * count;
        for (int n = 0; count > 0 && n < bounds.length; n++) {
            if (cumulative[n] >= rank) {
                double from = n == 0 ? 0 : bounds[n - 1];
                long below = n == 0 ? 0 : cumulative[n - 1];
                return from + (bounds[n] - from) * (rank - below) / Math.max(1, cumulative[n] - below);
            }
        }
        return null;
    }
}
