package com.wedsync.core.metric;

import java.time.Instant;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** What ran between the last two passes of the sampler. */
@Singleton
public class StatementWindows {

    private static final Measured<StatementWindow> NONE = Measured.unknown("two passes of the sampler are needed");

    private @Nullable Reading last;
    private volatile Measured<StatementWindow> newest = NONE;

    void add(Reading reading) {
        Reading before = last;
        last = reading;
        newest = before == null || !before.takenAt().isBefore(reading.takenAt()) ? NONE : between(before, reading);
    }

    /** Unknown after a start, after a failover, and without pg_stat_statements. */
    public Measured<StatementWindow> newest() {
        return newest;
    }

    private static Measured<StatementWindow> between(Reading before, Reading reading) {
        StatementReading earlier = before.statements().value();
        StatementReading later = reading.statements().value();
        if (later == null || earlier == null) {
            return Measured
                    .unknown(String.valueOf(later == null ? reading.statements().reason() : before.statements().reason()));
        }
        Instant from = before.takenAt();
        return later.since(earlier, from).map(costs -> new StatementWindow(from, reading.takenAt(), costs,
                later.own().since(earlier.own()), Math.max(0, later.deallocations() - earlier.deallocations()),
                later.costs().size(), later.maxKinds()));
    }
}
