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
    private record Reading(Instant takenAt, Instant serverStartedAt, Map<Long, ScannedTable> tables) {
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
                ? tables.scans(session).invoke(scanned -> add(pass, scanned)).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Of what happened to each table since the oldest reading that has it. */
    synchronized List<Advice> advice() {
        return readings.isEmpty() ? List.of()
                : readings.getLast().tables().values().stream().flatMap(table -> advice(table, readings.getLast())).toList();
    }

    private Stream<Advice> advice(ScannedTable table, Reading newest) {
        return readings.stream().filter(reading -> reading.tables().containsKey(table.id())).findFirst().stream()
                .flatMap(oldest -> {
                    Duration window = Duration.between(oldest.takenAt(), newest.takenAt());
                    return Stream.ofNullable(oldest.tables().get(table.id())).map(table::since)
                            .filter(scanned -> scanned.isWorthAnIndex(window, config.scansPerHour()))
                            .map(scanned -> scanned.advice(window));
                });
    }

    private synchronized boolean isDue(Instant now) {
        return readings.isEmpty() || Duration.between(readings.getLast().takenAt(), now).abs().compareTo(EVERY) >= 0;
    }

    private synchronized void add(Pass pass, List<ScannedTable> scanned) {
        if (!readings.isEmpty() && (pass.takenAt().isBefore(readings.getLast().takenAt())
                || !pass.serverStartedAt().equals(readings.getLast().serverStartedAt()))) {
            readings.clear(); // the clock was put back, or another server counts
        }
        Map<Long, ScannedTable> byId = new HashMap<>();
        scanned.forEach(table -> byId.put(table.id(), table));
        readings.addLast(new Reading(pass.takenAt(), pass.serverStartedAt(), byId));
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
    }
}
