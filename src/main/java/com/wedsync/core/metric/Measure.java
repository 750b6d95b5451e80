package com.wedsync.core.metric;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is measured, whatever its value now.
 *
 * @param name as Prometheus, history and alerts know it: {@code wedsync_<feature>_<what>_<unit>}
 * @param unit of the value, as people read it
 * @param meaning one sentence
 * @param labels names of the labels that tell its series apart
 */
public record Measure(String name, String unit, String meaning, List<String> labels) {

    /** A measure whose series differ in {@code labels}. */
    public static Measure of(String name, String unit, String meaning, String... labels) {
        return new Measure(name, unit, meaning, List.of(labels));
    }

    /** Its value now, if it has no labels. */
    public Observation is(Number value) {
        return new Observation(this, Map.of(), value.doubleValue(), null);
    }

    /** Its value now, if it has no labels, or why that is not known. */
    public Observation is(Measured<? extends Number> measured) {
        return new Observation(this, Map.of(), number(measured.value()), measured.reason());
    }

    /** Its value now of the series whose only label is {@code label}. */
    public Observation is(String label, @Nullable Number value) {
        return is(label, value == null ? Measured.unknown("the server does not tell") : Measured.of(value));
    }

    /** Its value now of the series whose only label is {@code label}, or why that is not known. */
    public Observation is(String label, Measured<? extends Number> measured) {
        return new Observation(this, Map.of(labels.getFirst(), label), number(measured.value()), measured.reason());
    }

    /** Not known now, whatever its labels. */
    public Observation unknown(String reason) {
        return new Observation(this, Map.of(), null, reason);
    }

    private static @Nullable Double number(@Nullable Number value) {
        return value == null ? null : value.doubleValue();
    }
}
