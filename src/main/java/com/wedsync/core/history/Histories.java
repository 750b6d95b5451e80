package com.wedsync.core.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** How observations went. */
@Singleton
public class Histories {

    private final Database database;
    private final HistoryRepository history;

    Histories(@Ops Database database, HistoryRepository history) {
        this.database = database;
        this.history = history;
    }

    /**
     * All series of a metric that have {@code labels} among theirs, at most fifty; steps shorter than an hour are kept 30 days.
     */
    public Uni<List<Series>> series(String name, Map<String, String> labels, Instant from, Instant to, Duration step) {
        return database.with(session -> history.series(session, name, labels, from, to, step));
    }

    /** The same over {@code session}. */
    public Uni<List<Series>> series(Session session, String name, Map<String, String> labels, Instant from, Instant to,
            Duration step) {
        return history.series(session, name, labels, from, to, step);
    }

    /** The one series with exactly these labels; empty if there is none. */
    public Uni<List<Point>> points(String name, Map<String, String> labels, Instant from, Instant to, Duration step) {
        return series(name, labels, from, to, step).map(found -> found.stream()
                .filter(series -> series.labels().equals(labels)).findFirst().map(Series::points).orElse(List.of()));
    }
}
