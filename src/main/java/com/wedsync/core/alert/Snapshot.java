package com.wedsync.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.wedsync.core.metric.Observation;

/**
 * All that rules are held against at one moment.
 *
 * @param at by this process's clock
 * @param sinceReading since the database was read; since the start of this process if it never was
 * @param patience a reading older than this tells nothing of now
 * @param observations of the newest reading
 * @param usual what measures usually are at this hour of the week, by their names; no entry if that is not known
 */
record Snapshot(Instant at, Duration sinceReading, Duration patience, List<Observation> observations,
        Map<String, Double> usual) {

    boolean isStale() {
        return sinceReading.compareTo(patience) > 0;
    }

    /** Every series of a measure; one that is unknown if the reading is too old. */
    List<Sight> named(String name) {
        if (isStale()) {
            return List.of(Sight.unknown("the database was last read " + sinceReading.toSeconds() + " s ago"));
        }
        return observations.stream().filter(observation -> observation.name().equals(name))
                .map(observation -> Sight.of(observation.labels(), observation.measured())).toList();
    }
}
