package com.wedsync.core.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** The first of each resource to be full, forecast anew once an hour. */
@Singleton
class CapacityTopic implements Topic {

    private static final Duration EVERY = Duration.ofHours(1);
    /** The first passes after a start have little to go by. */
    private static final Duration EVERY_WHILE_UNKNOWN = Duration.ofMinutes(10);
    private static final Measure DAYS = Measure.of("wedsync_capacity_days", "days",
            "Days until a resource is full; 3650 is ten years or more", "resource");
    private static final Measure EARLIEST = Measure.of("wedsync_capacity_days_earliest", "days",
            "The same at the fast edge of the band", "resource");
    private static final List<String> RESOURCES = List.of("disk", "connections", "sequences", "transaction_ids",
            "multixact_ids");

    private final Capacity capacity;
    private @Nullable Instant forecastAt;
    private List<Observation> last = List.of();

    CapacityTopic(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public List<Measure> measures() {
        return List.of(DAYS, EARLIEST);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        Instant before = forecastAt;
        Duration every = last.stream().allMatch(observation -> observation.value() != null) ? EVERY : EVERY_WHILE_UNKNOWN;
        if (before != null && Duration.between(before, pass.takenAt()).abs().compareTo(every) < 0) {
            return Uni.createFrom().item(last);
        }
        return capacity.forecasts(session).map(CapacityTopic::observations).invoke(observed -> {
            last = observed;
            forecastAt = pass.takenAt();
        });
    }

    static List<Observation> observations(List<Forecast> forecasts) {
        List<Observation> all = new ArrayList<>();
        for (String resource : RESOURCES) {
            List<Forecast> of = forecasts.stream().filter(forecast -> forecast.resource().equals(resource)).toList();
            if (!of.isEmpty()) {
                all.add(DAYS.is(resource, first(of, Forecast::days)));
                all.add(EARLIEST.is(resource, first(of, Forecast::daysEarliest)));
            }
        }
        return all;
    }

    private static Measured<Double> first(List<Forecast> forecasts, Function<Forecast, @Nullable Double> days) {
        return forecasts.stream().map(days).filter(value -> value != null).min(Comparator.naturalOrder()).map(Measured::of)
                .orElseGet(() -> Measured.unknown(String.valueOf(forecasts.getFirst().reason())));
    }
}
