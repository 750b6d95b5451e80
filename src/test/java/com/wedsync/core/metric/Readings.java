package com.wedsync.core.metric;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.ServerReading.Counters;

/** Readings made by hand. */
final class Readings {

    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Connections CONNECTIONS = new Connections(1, 1, 0, 0, 2, 100, 3, 2.1, Map.of());
    private static final Durability DURABILITY = new Durability(Measured.unknown("none"), Measured.unknown("none"));

    private Readings() {
    }

    static Reading at(long seconds, Counters counters, @Nullable Instant reset, Map<StatementKey, StatementCost> statements) {
        Instant takenAt = START.plusSeconds(seconds);
        return new Reading(
                new ServerReading(takenAt, START, reset, CONNECTIONS, counters, new Pass(takenAt, START, 180_000, false, true)),
                Measured.of(new StatementReading(statements, StatementCost.NOTHING, 0,
                        OffsetDateTime.ofInstant(START, ZoneOffset.UTC), 5_000)),
                DURABILITY);
    }

    static Counters counters(long commits, long hit, long read) {
        return new Counters(commits, 0, hit, read, 0, 0);
    }

    static StatementKey statement(long id) {
        return new StatementKey(id, 10);
    }
}
