package com.wedsync.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A message as Alertmanager sends them to webhooks, version 4.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">the format</a>
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record Message(String version, String groupKey, int truncatedAlerts, String status, String receiver,
        Map<String, String> groupLabels, Map<String, String> commonLabels, Map<String, String> commonAnnotations,
        String externalURL, List<Entry> alerts) {

    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";
    /** What Go, in which the format is defined, makes of no time at all. */
    static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    /** One alert in it. */
    @RegisterForReflection
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Entry(String status, Map<String, String> labels, Map<String, String> annotations, Instant startsAt, Instant endsAt,
            String generatorURL, String fingerprint) {
    }
}
