package com.wedsync.core.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Keeper;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Writes each pass into the history, and packs it when an hour is over. */
@Singleton
class HistoryKeeper implements Keeper {

    /** Kinds of statements come and go, and have a history of their own. */
    private static final String OF_STATEMENTS = "query";

    private final HistoryRepository history;
    private final Duration detail;
    private final Duration retention;
    private final int maxSeries;
    private final Map<SeriesKey, Integer> ids = new HashMap<>();
    private @Nullable Instant packedFor;
    private volatile int series;

    @Inject
    HistoryKeeper(HistoryRepository history, HistoryConfig config) {
        this(history, config.detail(), config.retention(), config.maxSeries());
    }

    HistoryKeeper(HistoryRepository history, Duration detail, Duration retention, int maxSeries) {
        this.history = history;
        this.detail = detail;
        this.retention = retention;
        this.maxSeries = maxSeries;
    }

    /** How many series the last pass had. */
    int series() {
        return series;
    }

    @Override
    public Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        Map<SeriesKey, Double> values = values(observations);
        series = values.size();
        return packed(session, pass.takenAt())
                .chain(() -> register(session, values))
                .chain(() -> history.insert(session, pass.takenAt(),
                        values.keySet().stream().map(key -> Objects.requireNonNull(ids.get(key))).toArray(Integer[]::new),
                        values.values().toArray(Double[]::new)));
    }

    /** Where there are too many, measures of many series are cut short, so that a thousand tables do not displace the rest. */
    private Map<SeriesKey, Double> values(List<Observation> observations) {
        Map<String, Long> seriesOf = observations.stream()
                .collect(Collectors.groupingBy(Observation::name, Collectors.counting()));
        List<Observation> fewFirst = observations.stream()
                .sorted(Comparator.comparing(observation -> seriesOf.getOrDefault(observation.name(), 0L))).toList();
        Map<SeriesKey, Double> values = new LinkedHashMap<>();
        for (Observation observation : fewFirst) {
            Double value = observation.value();
            if (value != null && Double.isFinite(value) && !observation.labels().containsKey(OF_STATEMENTS)
                    && values.size() < maxSeries) {
                values.put(SeriesKey.of(observation), value);
            }
        }
        return values;
    }

    private Uni<Void> register(Session session, Map<SeriesKey, Double> values) {
        List<SeriesKey> unknown = values.keySet().stream().filter(key -> !ids.containsKey(key)).toList();
        return history.register(session, unknown).invoke(ids::putAll).replaceWithVoid();
    }

    /** Ids are asked for anew each hour: that notes that the series are still seen, and forgets those that are not. */
    private Uni<Void> packed(Session session, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (hour.equals(packedFor)) {
            return Uni.createFrom().voidItem();
        }
        return history.pack(session, hour, detail, retention).invoke(() -> {
            packedFor = hour;
            ids.clear();
        });
    }
}
