package com.wedsync.core.alert;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which alert: a rule, one of its severities, one of its series.
 *
 * @param labels of the series
 */
record AlertKey(String rule, Severity severity, Map<String, String> labels) {

    AlertKey {
        labels = Map.copyOf(labels);
    }

    /** All labels as receivers get them. */
    Map<String, String> allLabels() {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("alertname", rule);
        all.put("severity", severity.json());
        all.put("service", "core-database");
        return all;
    }
}
