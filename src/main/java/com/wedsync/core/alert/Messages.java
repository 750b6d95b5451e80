package com.wedsync.core.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Puts alerts into words. */
final class Messages {

    static final String DEAD_MAN = "WedsyncWatchdog";
    private static final String RECEIVER = "core-database";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final AlertBook book;
    private final String runbooks;
    private final int maxAlerts;

    Messages(AlertBook book, String runbooks, int maxAlerts) {
        this.book = book;
        this.runbooks = runbooks;
        this.maxAlerts = maxAlerts;
    }

    /** A message of alerts of one name; not of none. */
    Message of(String name, List<Alert> alerts) {
        List<Message.Entry> entries = alerts.stream().limit(maxAlerts).map(this::entry).toList();
        boolean firing = alerts.stream().anyMatch(alert -> alert.state() == AlertState.FIRING);
        return message(name, firing ? Message.FIRING : Message.RESOLVED, entries, alerts.size() - entries.size());
    }

    /** Always the same news: that alerts would arrive if there were any. */
    Message deadMan(Instant since) {
        Map<String, String> labels = new TreeMap<>(
                Map.of("alertname", DEAD_MAN, "severity", "none", "service", "core-database"));
        Map<String, String> annotations = Map.of("summary", "Alerts would arrive; worry when this one does not.",
                "runbook_url", runbooks + "#" + DEAD_MAN.toLowerCase(Locale.ROOT));
        return message(DEAD_MAN, Message.FIRING, List.of(new Message.Entry(Message.FIRING, labels, annotations, since,
                Message.NEVER, "/api/database/alerts", fingerprint(labels))), 0);
    }

    Map<String, String> annotations(Alert alert) {
        Rule rule = book.rule(alert.key()).orElseThrow();
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", rule.summary());
        annotations.put("description", evidence(alert, rule));
        annotations.put("first_action", rule.firstAction());
        annotations.put("runbook_url", runbook(rule));
        return annotations;
    }

    String runbook(Rule rule) {
        return runbooks + "#" + rule.anchor();
    }

    static String evidence(Alert alert, Rule rule) {
        String value = alert.value() == null ? "unknown (" + alert.unknown() + ")" : number(alert.value()) + " " + rule.unit();
        return rule.source().expression() + " is " + value + "; " + rule.severity().json()
                + (rule.line().above() ? " from " : " up to ")
                + number(rule.line().raise()) + ", over " + (rule.line().above() ? "below " : "above ")
                + number(rule.line().clear())
                + ".";
    }

    private Message.Entry entry(Alert alert) {
        boolean firing = alert.state() == AlertState.FIRING;
        Map<String, String> labels = alert.key().allLabels();
        return new Message.Entry(firing ? Message.FIRING : Message.RESOLVED, labels, annotations(alert),
                Objects.requireNonNullElse(alert.startsAt(), alert.seenAt()),
                firing ? Message.NEVER : Objects.requireNonNullElse(alert.endsAt(), alert.seenAt()), "/api/database/alerts",
                fingerprint(labels));
    }

    private static Message message(String name, String status, List<Message.Entry> entries, int truncated) {
        return new Message("4", "{}:{alertname=\"" + name + "\"}", truncated, status, RECEIVER, Map.of("alertname", name),
                common(entries.stream().map(Message.Entry::labels).toList()),
                common(entries.stream().map(Message.Entry::annotations).toList()), "", entries);
    }

    private static Map<String, String> common(List<Map<String, String>> all) {
        Map<String, String> common = new TreeMap<>(all.getFirst());
        all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
        return common;
    }

    /** FNV-1a, as Prometheus does it: the same alert has the same one in every message. */
    static String fingerprint(Map<String, String> labels) {
        long hash = FNV_OFFSET;
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            for (byte octet : (label.getKey() + "\u00ff" + label.getValue() + "\u00ff")
                    .getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
            }
        }
        return String.format(Locale.ROOT, "%016x", hash);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
