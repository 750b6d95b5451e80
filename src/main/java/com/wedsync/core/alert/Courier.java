package com.wedsync.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Decides what is to be sent when: what changed, at once; what still fires, again after a while; what could not be
 * delivered, after a wait that doubles. Knows nothing of HTTP.
 */
final class Courier {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Duration repeat;
    private final Duration backOff;
    private final Map<String, Failures> failures = new HashMap<>();

    private record Failures(int count, Instant next) {
    }

    Courier(Duration repeat, Duration backOff) {
        this.repeat = repeat;
        this.backOff = backOff;
    }

    /** The groups, by the name of their alerts, that are due now; each with all of its alerts that receivers should know of. */
    Map<String, List<Alert>> due(Collection<Alert> alerts, BiPredicate<AlertKey, Instant> muted, Instant now) {
        Map<String, List<Alert>> groups = new TreeMap<>();
        alerts.stream().filter(alert -> isTold(alert, alerts, muted, now))
                .collect(Collectors.groupingBy(alert -> alert.key().rule()))
                .forEach((name, group) -> {
                    if (mayTry(name, now) && group.stream().anyMatch(alert -> isNews(alert, now))) {
                        groups.put(name, group);
                    }
                });
        return groups;
    }

    boolean mayTry(String group, Instant now) {
        Failures failed = failures.get(group);
        // a clock that was set back by more than the longest wait must not silence anybody
        return failed == null || !now.isBefore(failed.next())
                || Duration.between(now, failed.next()).compareTo(LONGEST_WAIT) > 0;
    }

    void delivered(String group) {
        failures.remove(group);
    }

    void failed(String group, Instant now) {
        int count = failures.containsKey(group) ? failures.get(group).count() + 1 : 1;
        Duration wait = backOff.multipliedBy(1L << Math.min(count - 1, 20));
        failures.put(group, new Failures(count, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
    }

    boolean isFailing() {
        return !failures.isEmpty();
    }

    /**
     * Who was told of the fire is told of its end, also within a mute window. A warning is silent while its critical one fires.
     */
    private static boolean isTold(Alert alert, Collection<Alert> alerts, BiPredicate<AlertKey, Instant> muted, Instant now) {
        return alert.state() == AlertState.FIRING ? !muted.test(alert.key(), now) && !isInhibited(alert, alerts)
                : alert.told() == AlertState.FIRING;
    }

    static boolean isInhibited(Alert alert, Collection<Alert> alerts) {
        return alert.key().severity() == Severity.WARNING
                && alerts.stream().anyMatch(other -> other.state() == AlertState.FIRING
                        && other.key().equals(new AlertKey(alert.key().rule(), Severity.CRITICAL, alert.key().labels())));
    }

    private boolean isNews(Alert alert, Instant now) {
        return alert.told() != alert.news() || alert.toldAt() == null
                || Duration.between(alert.toldAt(), now).abs().compareTo(repeat) >= 0;
    }
}
