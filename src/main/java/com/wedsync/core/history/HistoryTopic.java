package com.wedsync.core.history;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** What the history itself costs. */
@Singleton
class HistoryTopic implements Topic {

    private static final Measure SIZE = Measure.of("wedsync_history_size_bytes", "bytes",
            "The history's tables with their indexes");
    private static final Measure SERIES = Measure.of("wedsync_history_series", "series",
            "Series that the last pass put into the history");

    private final HistoryRepository history;
    private final HistoryKeeper keeper;

    HistoryTopic(HistoryRepository history, HistoryKeeper keeper) {
        this.history = history;
        this.keeper = keeper;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Measure> measures() {
        return List.of(SIZE, SERIES);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return history.sizeBytes(session).map(bytes -> List.of(SIZE.is(bytes), SERIES.is(keeper.series())));
    }
}
