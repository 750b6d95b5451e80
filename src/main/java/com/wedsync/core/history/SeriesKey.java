package com.wedsync.core.history;

import java.util.Map;
import java.util.TreeMap;

import com.wedsync.core.metric.Observation;

/**
 * What tells series apart.
 *
 * @param labels in the order of their names
 */
record SeriesKey(String name, Map<String, String> labels) {

    static SeriesKey of(Observation observation) {
        return new SeriesKey(observation.name(), new TreeMap<>(observation.labels()));
    }
}
