package com.wedsync.core.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.history.Histories;
import com.wedsync.core.history.Series;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observations;

import io.smallrye.mutiny.Uni;

/** Forecasts of everything that can be full. */
@Singleton
class Capacity {

    private static final double GIBIBYTE = 1024.0 * 1024 * 1024;
    private static final double SECONDS_A_DAY = 86_400;
    private static final Duration LOOKED_BACK = Duration.ofDays(28);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SEQUENCES = "wedsync_sequence_used_percent";

    private final Database database;
    private final CapacityRepository capacity;
    private final Histories histories;
    private final Observations observations;
    private final CapacityConfig config;
    private final Clock clock;

    Capacity(@Ops Database database, CapacityRepository capacity, Histories histories, Observations observations,
            CapacityConfig config, Clock clock) {
        this.database = database;
        this.capacity = capacity;
        this.histories = histories;
        this.observations = observations;
        this.config = config;
        this.clock = clock;
    }

    /** All of them, on a connection of the pool. */
    Uni<List<Forecast>> forecasts() {
        return database.with(this::forecasts);
    }

    /** All of them, on {@code session}. */
    Uni<List<Forecast>> forecasts(Session session) {
        Instant now = clock.instant();
        return capacity.hours(session).chain(hours -> disk(session, hours, now)
                .chain(disk -> histories.series(session, SEQUENCES, Map.of(), now.minus(LOOKED_BACK), now, HOUR)
                        .chain(sequences -> ids(session, "transaction", now)
                                .chain(transactions -> ids(session, "multixact", now).map(multixacts -> {
                                    List<Forecast> all = new ArrayList<>(
                                            List.of(disk, connections(hours, now), transactions, multixacts));
                                    sequences.forEach(sequence -> all.add(sequence(sequence, now)));
                                    return List.copyOf(all);
                                })))));
    }

    private Uni<Forecast> disk(Session session, List<CapacityRepository.Hour> hours, Instant now) {
        return capacity.usedBytes(session).map(used -> {
            if (config.volumeGibibytes() == 0) {
                return Forecast.unknown("disk", "bytes", used, null,
                        "the size of the volume is not configured (wedsync.capacity.volume-gibibytes)");
            }
            List<Trend.Level> levels = hours.stream().filter(hour -> hour.bytes() != null)
                    .map(hour -> new Trend.Level(hour.at(), Objects.requireNonNull(hour.bytes()))).toList();
            return Forecast.of("disk", null, "bytes", used,
                    config.volumeGibibytes() * GIBIBYTE * config.volumeFullPercent() / 100, Trend.of(levels), now);
        });
    }

    private Forecast connections(List<CapacityRepository.Hour> hours, Instant now) {
        Double max = observations.value("wedsync_server_connections_max").value();
        Double reserved = observations.value("wedsync_server_connections_reserved").value();
        if (max == null || reserved == null || hours.isEmpty()) {
            return Forecast.unknown("connections", "sessions", null, null, "the database was not read yet");
        }
        return Forecast.of("connections", null, "sessions", hours.getLast().connections(), max - reserved,
                Trend.of(hours.stream().map(hour -> new Trend.Level(hour.at(), hour.connections())).toList()), now);
    }

    private static Forecast sequence(Series sequence, Instant now) {
        return Forecast.of("sequences", sequence.labels().get("sequence"), "percent",
                sequence.points().getLast().maximum(), 100,
                Trend.of(sequence.points().stream().map(point -> new Trend.Level(point.at(), point.maximum())).toList()), now);
    }

    /**
     * Freezing sets the age back: what is told is how long the server could go without. The band is that of quiet and busy
     * hours.
     */
    private Uni<Forecast> ids(Session session, String kind, Instant now) {
        Double age = observations.value("wedsync_" + kind + "_id_age").value();
        Double failsafe = observations.value("wedsync_" + kind + "_id_failsafe_age").value();
        String resource = kind + "_ids";
        if (age == null || failsafe == null) {
            return Uni.createFrom().item(Forecast.unknown(resource, "ids", null, null, "the database was not read yet"));
        }
        return histories
                .series(session, "wedsync_" + kind + "_ids_per_second", Map.of(), now.minus(Duration.ofDays(7)), now, HOUR)
                .map(series -> Forecast.of(resource, null, "ids", age, failsafe, burn(series), now));
    }

    private static Measured<Trend> burn(List<Series> series) {
        double[] hours = series.stream().flatMap(one -> one.points().stream())
                .mapToDouble(point -> point.average() * SECONDS_A_DAY).sorted().toArray();
        return hours.length == 0 ? Measured.unknown("there is no history yet")
                : Measured.of(new Trend(quantile(hours, 0.1), Arrays.stream(hours).average().orElse(0), quantile(hours, 0.9),
                        hours.length / 24.0));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }
}
