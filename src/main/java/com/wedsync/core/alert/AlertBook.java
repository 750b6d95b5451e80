package com.wedsync.core.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every alert that is not simply inactive; steps them all at each look. Not for several threads at a time. */
final class AlertBook {

    private final List<Rule> rules;
    private final Map<AlertKey, Alert> alerts = new LinkedHashMap<>();

    AlertBook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Holds all rules against {@code snapshot}. */
    void look(Snapshot snapshot) {
        Instant now = snapshot.at();
        for (Rule stated : rules) {
            // a reading that is too old says nothing of backups either
            Rule rule = snapshot.isStale() && stated.unknown() == Rule.Unknown.CROSSED ? stated.when(Rule.Unknown.A_FAULT)
                    : stated;
            List<Sight> sights = Blindness.NAME.equals(rule.name()) ? Blindness.see(rules, snapshot)
                    : rule.source().see(snapshot);
            Optional<Sight> whole = sights.stream().filter(sight -> sight.isUnknown() && sight.labels().isEmpty()).findFirst();
            Set<Map<String, String>> seen = sights.stream().map(Sight::labels).collect(Collectors.toSet());
            for (Sight sight : sights) {
                if (crosses(rule, sight) || alerts.containsKey(key(rule, sight))) {
                    step(rule, key(rule, sight), sight, now);
                }
            }
            alerts.keySet().stream()
                    .filter(key -> key.rule().equals(rule.name()) && key.severity() == rule.severity()
                            && !seen.contains(key.labels()))
                    .toList().forEach(key -> whole.ifPresentOrElse(
                            unknown -> step(rule, key, new Sight(key.labels(), null, unknown.reason()), now),
                            () -> alerts.computeIfPresent(key, (same, alert) -> alert.gone(rule, now))));
        }
        alerts.values().removeIf(Alert::isForgettable);
    }

    private static boolean crosses(Rule rule, Sight sight) {
        return sight.value() == null ? rule.unknown() == Rule.Unknown.CROSSED : rule.line().crossedBy(sight.value());
    }

    private void step(Rule rule, AlertKey key, Sight sight, Instant now) {
        alerts.compute(key,
                (same, alert) -> (alert == null ? Alert.inactive(key, now) : alert).next(rule, sight, now));
    }

    /** Takes what another process, or this one before its restart, knew: of each alert whichever was seen later. */
    void adopt(Collection<Alert> others) {
        for (Alert other : others) {
            if (rule(other.key()).isPresent()) {
                alerts.merge(other.key(), other, (mine, theirs) -> mine.seenAt().isAfter(theirs.seenAt()) ? mine : theirs);
            }
        }
    }

    /** Knows what another process knows, and nothing else. */
    void replace(Collection<Alert> others) {
        alerts.clear();
        adopt(others);
    }

    /** Notes what receivers were told of; states may have moved on since. */
    void told(Map<AlertKey, AlertState> news, Instant at) {
        news.forEach((key, state) -> alerts.computeIfPresent(key, (same, alert) -> alert.told(state, at)));
    }

    List<Alert> all() {
        return List.copyOf(alerts.values());
    }

    Optional<Rule> rule(AlertKey key) {
        return rules.stream().filter(rule -> rule.name().equals(key.rule()) && rule.severity() == key.severity()).findFirst();
    }

    List<Rule> rules() {
        return rules;
    }

    private static AlertKey key(Rule rule, Sight sight) {
        return new AlertKey(rule.name(), rule.severity(), sight.labels());
    }
}
