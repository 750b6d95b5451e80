package com.wedsync.core.alert;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Measured;

/**
 * What a rule sees of one series now.
 *
 * @param labels that tell the series from the others of its rule
 */
record Sight(Map<String, String> labels, @Nullable Double value, @Nullable String reason) {

    static Sight of(Map<String, String> labels, Measured<Double> measured) {
        return new Sight(labels, measured.value(), measured.reason());
    }

    static Sight of(double value) {
        return new Sight(Map.of(), value, null);
    }

    static Sight unknown(String reason) {
        return new Sight(Map.of(), null, reason);
    }

    boolean isUnknown() {
        return value == null;
    }
}
