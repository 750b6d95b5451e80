package com.wedsync.core.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/** Observations as Prometheus sees them; what is not known is NaN, which Prometheus shows as a gap. */
@Singleton
class Gauges {

    private final Observations observations;
    private final Map<Measure, MultiGauge> gauges = new HashMap<>();

    Gauges(Observations observations, MeterRegistry registry) {
        this.observations = observations;
        for (Measure measure : observations.measures()) {
            MultiGauge gauge = MultiGauge.builder(measure.name()).description(measure.meaning()).register(registry);
            gauges.put(measure, gauge);
            if (measure.labels().isEmpty()) {
                gauge.register(List.of(MultiGauge.Row.of(Tags.empty(), Double.NaN)));
            }
        }
    }

    /** Shows the newest observations. */
    void show() {
        gauges.forEach((measure, gauge) -> gauge.register(rows(measure, true), true));
    }

    /** Turns every series into a gap, because nobody knows how it goes on. */
    void forget() {
        gauges.forEach((measure, gauge) -> gauge.register(rows(measure, false), true));
    }

    /** A measure that has labels and is unknown as a whole has no series to show. */
    private List<MultiGauge.Row<?>> rows(Measure measure, boolean known) {
        return observations.named(measure.name()).stream()
                .filter(observation -> observation.labels().size() == measure.labels().size()).<MultiGauge.Row<?>> map(
                        observation -> MultiGauge.Row.of(tags(observation),
                                known ? orNaN(observation.value()) : Double.NaN))
                .toList();
    }

    private static Tags tags(Observation observation) {
        return Tags
                .of(observation.labels().entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList());
    }

    private static double orNaN(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }
}
