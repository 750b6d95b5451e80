package com.wedsync.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One alert, as it was at the last look; {@link #next} is its state machine.
 *
 * @param held how long it is on its way to the next state: crossed while pending, clear while firing
 * @param value newest known one
 * @param unknown why there is no value now; {@code null} if there is one
 * @param unknownFor how long there has been none
 * @param seenAt time of the last look
 * @param startsAt when the line was crossed; {@code null} if it is not
 * @param endsAt when it was resolved; while it fires, since when it is clear
 * @param firings when it fired lately
 * @param told the state that receivers know of
 * @param toldAt when they were told
 */
record Alert(AlertKey key, AlertState state, Duration held, @Nullable Double value, @Nullable String unknown,
        Duration unknownFor, Instant seenAt, @Nullable Instant startsAt, @Nullable Instant endsAt, List<Instant> firings,
        @Nullable AlertState told, @Nullable Instant toldAt) {

    /** Between two looks there is no more time than this for timers, whatever the clock says. */
    static final Duration LONGEST_STEP = Duration.ofMinutes(3);

    /** Fired this often within {@link #LATELY} it is flapping, and its calm has to be that much longer. */
    static final int FLAPS = 3;
    static final Duration LATELY = Duration.ofHours(2);
    private static final int FLAPPING_CALM = 4;

    static Alert inactive(AlertKey key, Instant now) {
        return new Alert(key, AlertState.INACTIVE, Duration.ZERO, null, null, Duration.ZERO, now, null, null, List.of(), null,
                null);
    }

    /** What it is after another look. */
    Alert next(Rule rule, Sight sight, Instant now) {
        Duration passed = passed(now);
        if (sight.isUnknown() && rule.unknown() != Rule.Unknown.CROSSED) {
            return new Alert(key, state, held, value, sight.reason(), unknownFor.plus(passed), now, startsAt, endsAt, firings,
                    told, toldAt);
        }
        Alert seen = new Alert(key, state, held, sight.value(), sight.reason(), Duration.ZERO, now, startsAt, endsAt,
                lately(now), told, toldAt);
        boolean crossed = sight.value() == null || rule.line().crossedBy(sight.value());
        return switch (state) {
            case INACTIVE, RESOLVED -> crossed ? seen.raised(rule, now) : seen;
            case PENDING -> crossed ? seen.pending(rule, held.plus(passed), now)
                    : seen.to(AlertState.INACTIVE, Duration.ZERO, null, null);
            case FIRING -> sight.value() != null && rule.line().clearedBy(sight.value())
                    ? seen.calm(rule, passed, now)
                    : seen.to(AlertState.FIRING, Duration.ZERO, startsAt, null);
        };
    }

    /** What it is after a look that finds its series gone: that is neither unknown nor bad. */
    Alert gone(Rule rule, Instant now) {
        return next(rule,
                new Sight(key.labels(), rule.line().above() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, null),
                now).withoutValue();
    }

    /** The same, of which receivers know {@code state} now. */
    Alert told(AlertState newest, Instant at) {
        return new Alert(key, state, held, value, unknown, unknownFor, seenAt, startsAt, endsAt, firings, newest, at);
    }

    boolean isFlapping() {
        return firings.size() >= FLAPS;
    }

    private Alert raised(Rule rule, Instant now) {
        return to(AlertState.PENDING, Duration.ZERO, now, null).pending(rule, Duration.ZERO, now);
    }

    private Alert pending(Rule rule, Duration crossedFor, Instant now) {
        if (crossedFor.compareTo(rule.pending()) < 0) {
            return to(AlertState.PENDING, crossedFor, startsAt, null);
        }
        List<Instant> all = new ArrayList<>(firings);
        all.add(now);
        return new Alert(key, AlertState.FIRING, Duration.ZERO, value, unknown, unknownFor, seenAt, startsAt, null,
                List.copyOf(all), told, toldAt);
    }

    private Alert calm(Rule rule, Duration passed, Instant now) {
        if (endsAt == null) {
            return to(AlertState.FIRING, Duration.ZERO, startsAt, now);
        }
        Duration clearFor = held.plus(passed);
        Duration needed = isFlapping() ? rule.calm().multipliedBy(FLAPPING_CALM) : rule.calm();
        return clearFor.compareTo(needed) < 0 ? to(AlertState.FIRING, clearFor, startsAt, endsAt)
                : to(AlertState.RESOLVED, Duration.ZERO, startsAt, now);
    }

    private Alert to(AlertState next, Duration progress, @Nullable Instant starts, @Nullable Instant ends) {
        return new Alert(key, next, progress, value, unknown, unknownFor, seenAt, starts, ends, firings, told, toldAt);
    }

    private Alert withoutValue() {
        return new Alert(key, state, held, null, null, unknownFor, seenAt, startsAt, endsAt, firings, told, toldAt);
    }

    private Duration passed(Instant now) {
        Duration step = Duration.between(seenAt, now);
        return step.isNegative() ? Duration.ZERO : step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
    }

    private List<Instant> lately(Instant now) {
        return firings.stream().filter(at -> Duration.between(at, now).compareTo(LATELY) < 0).toList();
    }

    /** What receivers ought to know of it. */
    AlertState news() {
        return state == AlertState.FIRING ? AlertState.FIRING : AlertState.RESOLVED;
    }

    /** Nothing to tell and nothing to remember. What nobody could be told of for a day is old news. */
    boolean isForgettable() {
        boolean over = state == AlertState.INACTIVE || state == AlertState.RESOLVED;
        boolean known = told != AlertState.FIRING
                || (endsAt != null && Duration.between(endsAt, seenAt).compareTo(Duration.ofDays(1)) > 0);
        return over && known && firings.isEmpty();
    }
}
