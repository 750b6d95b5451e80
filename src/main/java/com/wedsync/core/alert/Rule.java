package com.wedsync.core.alert;

import java.time.Duration;
import java.util.Locale;

/**
 * When somebody is to be told, and what.
 *
 * @param name the alert's, the same for both severities and in k8s/monitoring
 * @param unit of the value, for people
 * @param pending how long the line has to be crossed before the alert fires
 * @param calm how long it has to be clear before the alert is resolved
 * @param unknown what it means when the value is not known
 * @param summary one sentence
 * @param firstAction what can be done at once without making anything worse
 */
record Rule(String name, Severity severity, Source source, Line line, String unit, Duration pending, Duration calm,
        Unknown unknown, String summary, String firstAction) {

    /** What it means when there is no value. */
    enum Unknown {
        /** It ought to be known: people are told when it is not for long. */
        A_FAULT,
        /** Nothing to measure: no statement ended, no standby. */
        USUAL,
        /** As bad as a crossed line: a backup that was never reported. */
        CROSSED
    }

    static final Duration CALM = Duration.ofMinutes(5);

    static Rule warning(String name, Source source, Line line, String unit, Duration pending, String summary,
            String firstAction) {
        return new Rule(name, Severity.WARNING, source, line, unit, pending, CALM, Unknown.A_FAULT, summary, firstAction);
    }

    /** The same rule where it is critical. */
    Rule critical(Line critical, Duration after) {
        return new Rule(name, Severity.CRITICAL, source, critical, unit, after, calm, unknown, summary, firstAction);
    }

    Rule when(Unknown meaning) {
        return new Rule(name, severity, source, line, unit, pending, calm, meaning, summary, firstAction);
    }

    /** The heading in docs/operations.md. */
    String anchor() {
        return name.toLowerCase(Locale.ROOT);
    }
}
