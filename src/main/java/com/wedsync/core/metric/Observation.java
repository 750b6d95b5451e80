package com.wedsync.core.metric;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The value of one series as a pass of the sampler found it.
 *
 * @param labels a value for each of the measure's labels; empty where the measure as a whole is unknown
 * @param value {@code null} if unknown
 * @param reason why there is no value; {@code null} if there is one
 */
public record Observation(Measure measure, Map<String, String> labels, @Nullable Double value, @Nullable String reason) {

    /** The measure's name. */
    public String name() {
        return measure.name();
    }

    /** The value, or why there is none. */
    public Measured<Double> measured() {
        return new Measured<>(value, reason);
    }
}
