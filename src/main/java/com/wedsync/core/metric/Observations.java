package com.wedsync.core.metric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/**
 * What the newest pass of the sampler that succeeded found. It stays when later passes fail: ask for its {@link #age()}
 * before relying on it.
 */
@Singleton
public class Observations {

    private static final String NO_PASS = "the database was not read yet";

    private final Clock clock;
    /** Asked when they are needed: some of them look at observations themselves. */
    private final Instance<Topic> topics;
    private volatile Found found = new Found(null, null, List.of(), Map.of());

    private record Found(@Nullable Instant takenAt,
            @Nullable Instant endedAt, List<Observation> all, Map<String, List<Observation>> byName) {
    }

    Observations(Clock clock, Instance<Topic> topics) {
        this.clock = clock;
        this.topics = topics;
    }

    /** Takes the place of what was found before. */
    void replace(Instant takenAt, List<Observation> all) {
        found = new Found(takenAt, clock.instant(), List.copyOf(all),
                all.stream().collect(Collectors.groupingBy(Observation::name)));
    }

    /** When the newest pass began, by the server's clock; empty before the first. */
    public Optional<Instant> takenAt() {
        return Optional.ofNullable(found.takenAt());
    }

    /** How long ago the newest pass ended; empty before the first. */
    public Optional<Duration> age() {
        return Optional.ofNullable(found.endedAt()).map(ended -> Duration.between(ended, clock.instant()));
    }

    /** Everything. */
    public List<Observation> all() {
        return found.all();
    }

    /** All series of one measure; empty if there is nothing of the kind. */
    public List<Observation> named(String name) {
        return found.byName().getOrDefault(name, List.of());
    }

    /** The value of a measure without labels. */
    public Measured<Double> value(String name) {
        return value(name, Map.of());
    }

    /** The value of the series of {@code name} with exactly these labels. */
    public Measured<Double> value(String name, Map<String, String> labels) {
        List<Observation> series = named(name);
        return series.stream()
                .filter(observation -> observation.labels().equals(labels) || observation.labels().isEmpty())
                .findFirst().map(Observation::measured)
                .orElseGet(() -> Measured.unknown(found.takenAt() == null ? NO_PASS
                        : "there is no " + name + (labels.isEmpty() ? "" : " of " + labels)));
    }

    /** Everything that is measured, whether or not there is something of the kind. */
    public List<Measure> measures() {
        return Stream.concat(MetricMeasures.ALL.stream(), topics.stream().flatMap(topic -> topic.measures().stream())).toList();
    }
}
