package com.wedsync.core.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rule about rules: one that cannot see is told of, since what it watches may be anything but well. */
final class Blindness {

    static final String NAME = "AlertRuleBlind";

    private Blindness() {
    }

    /**
     * One series for each rule: 1 if its value ought to be known and is not. None while nothing is known: that has its own
     * rule.
     */
    static List<Sight> see(List<Rule> rules, Snapshot snapshot) {
        if (snapshot.isStale()) {
            return List.of(Sight.unknown("the database was not read"));
        }
        Map<String, Sight> blind = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (!rule.name().equals(NAME)) {
                boolean unseen = rule.unknown() == Rule.Unknown.A_FAULT
                        && rule.source().see(snapshot).stream().anyMatch(Sight::isUnknown);
                blind.merge(rule.name(), new Sight(Map.of("rule", rule.name()), unseen ? 1.0 : 0.0, null),
                        (one, other) -> Double.valueOf(1.0).equals(one.value()) ? one : other);
            }
        }
        return List.copyOf(blind.values());
    }
}
