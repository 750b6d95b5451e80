package com.wedsync.core.history;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** Which part of the history is asked for. */
record HistoryQuery(String metric, Map<String, String> labels, Instant from, Instant to, Duration step) {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
    private static final int DEFAULT_POINTS = 288;
    private static final int MAX_POINTS = 2_000;
    private static final long MINUTE = 60;

    /** Texts of the query string; JAX-RS would answer 404 to what it cannot read. */
    static HistoryQuery of(@Nullable String metric, List<String> labels, @Nullable String from, @Nullable String to,
            @Nullable String step, Instant now) {
        if (metric == null || metric.isBlank()) {
            throw invalid("metric is missing: a name from docs/metrics.md.");
        }
        Instant end = to == null ? now : instant("to", to);
        Instant begin = from == null ? end.minus(DEFAULT_SPAN) : instant("from", from);
        if (!begin.isBefore(end)) {
            throw invalid("from has to be before to.");
        }
        Duration span = Duration.between(begin, end);
        Duration length = step == null ? wholeMinutes(span.dividedBy(DEFAULT_POINTS)) : Duration.ofSeconds(seconds(step));
        if (span.dividedBy(length) > MAX_POINTS) {
            throw invalid("That is more than " + MAX_POINTS + " steps: make them longer, or the time shorter.");
        }
        return new HistoryQuery(metric, labels(labels), begin, end, length);
    }

    private static Duration wholeMinutes(Duration duration) {
        return Duration.ofSeconds(Math.max(MINUTE, Math.ceilDiv(duration.toSeconds(), MINUTE) * MINUTE));
    }

    private static Map<String, String> labels(List<String> texts) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw invalid("A label is written name:value, as in table:wedding.guest.");
            }
            labels.put(text.substring(0, colon), text.substring(colon + 1));
        }
        return labels;
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw invalid(name + " is a moment like 2026-06-01T12:00:00Z.");
        }
    }

    private static long seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= MINUTE && seconds <= DEFAULT_SPAN.toSeconds() * 7) {
                return seconds;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw invalid("step is a number of seconds from 60 to 604800.");
    }

    private static BadRequest invalid(String detail) {
        return new BadRequest(ProblemType.INVALID_REQUEST, detail);
    }
}
