package com.wedsync.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Keeper;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Looks once an hour how often large tables were read from end to end, and remembers a day of it. */
@Singleton
class TableScans implements Keeper {

    static final Duration EVERY = Duration.ofHours(1);
    private static final int READINGS = 25;

    /** Counters of all large tables at one time, by id. */
    private record Reading(Instant takenAt, Map<Long, ScannedTable> tables) {
    }

    private final AdviceRepository tables;
    private final AdviceConfig config;
    private final Deque<Reading> readings = new ArrayDeque<>();

    TableScans(AdviceRepository tables, AdviceConfig config) {
        this.tables = tables;
        this.config = config;
    }

    @Override
    public Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        return isDue(pass.takenAt())
                ? tables.scans(session).invoke(scanned -> add(pass.takenAt(), scanned)).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Of what happened since the oldest reading; a table whose counters fell began anew. */
    synchronized List<Advice> advice() {
        if (readings.size() < 2) {
            return List.of();
        }
        Reading oldest = readings.getFirst();
        Reading newest = readings.getLast();
        Duration window = Duration.between(oldest.takenAt(), newest.takenAt());
        return newest.tables().values().stream()
                .flatMap(scanned -> Stream.ofNullable(oldest.tables().get(scanned.id())).map(scanned::since))
                .filter(scanned -> scanned.isWorthAnIndex(window, config.scansPerHour()))
                .map(scanned -> scanned.advice(window))
                .toList();
    }

    private synchronized boolean isDue(Instant now) {
        return readings.isEmpty() || Duration.between(readings.getLast().takenAt(), now).abs().compareTo(EVERY) >= 0;
    }

    private synchronized void add(Instant takenAt, List<ScannedTable> scanned) {
        if (!readings.isEmpty() && takenAt.isBefore(readings.getLast().takenAt())) {
            readings.clear(); // the clock was put back
        }
        Map<Long, ScannedTable> byId = new HashMap<>();
        scanned.forEach(table -> byId.put(table.id(), table));
        readings.addLast(new Reading(takenAt, byId));
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
    }
}
