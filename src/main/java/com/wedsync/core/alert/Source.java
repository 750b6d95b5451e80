package com.wedsync.core.alert;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * What a rule looks at.
 *
 * @param measures names of the measures it is made of, the first one gives the series
 * @param expression the same for people, in the language of Prometheus where it can be said in it
 */
record Source(List<String> measures, String expression, View view) {

    /** How the series of a rule come out of a snapshot. */
    interface View {
        List<Sight> of(Snapshot snapshot);
    }

    List<Sight> see(Snapshot snapshot) {
        return view.of(snapshot);
    }

    /** Each series of a measure. */
    static Source of(String name) {
        return new Source(List.of(name), name, snapshot -> snapshot.named(name));
    }

    /** The series of a measure with this label. */
    static Source of(String name, String label, String value) {
        return new Source(List.of(name), name + "{" + label + "=\"" + value + "\"}", snapshot -> snapshot.named(name).stream()
                .filter(sight -> sight.isUnknown() || value.equals(sight.labels().get(label))).toList());
    }

    /** Seconds since the moment that a measure tells. */
    static Source since(String name) {
        return new Source(List.of(name), "time() - " + name, snapshot -> snapshot.named(name).stream()
                .map(sight -> with(sight, snapshot.at().getEpochSecond() - orZero(sight))).toList());
    }

    /** Percent that one measure is of another; series go together by their labels. */
    static Source percent(String part, String whole) {
        return combined("100 * " + part + " / " + whole, part, whole, (left, right) -> 100 * left / right);
    }

    /** Percent that is gone of what {@code used} and {@code left} are together. */
    static Source consumed(String used, String left) {
        return combined("100 * " + used + " / (" + used + " + " + left + ")", used, left,
                (gone, rest) -> 100 * gone / (gone + rest));
    }

    /** A measure where another one is at least {@code least}, else 0. */
    static Source where(String name, String other, double least) {
        return combined(name + " and " + other + " >= " + least, name, other, (value, size) -> size >= least ? value : 0);
    }

    /** Percent that a measure is of what it usually is at this hour of the week. */
    static Source usual(String name) {
        return new Source(List.of(name), "100 * " + name + " / what is usual at this hour of the week", snapshot -> {
            Double usual = snapshot.usual().get(name);
            return snapshot.named(name).stream().map(sight -> usual == null ? Sight.unknown("three weeks of history are needed")
                    : with(sight, 100 * orZero(sight) / usual)).toList();
        });
    }

    /** Seconds since the last reading. */
    static Source reading() {
        return new Source(List.of("wedsync_last_reading_timestamp_seconds"), "time() - wedsync_last_reading_timestamp_seconds",
                snapshot -> List.of(Sight.of(snapshot.sinceReading().toSeconds())));
    }

    private static Source combined(String expression, String left, String right, DoubleBinaryOperator operator) {
        return new Source(List.of(left, right), expression, snapshot -> snapshot.named(left).stream()
                .flatMap(sight -> matching(snapshot.named(right), sight.labels())
                        .map(other -> other.isUnknown() ? new Sight(sight.labels(), null, other.reason())
                                : with(sight, operator.applyAsDouble(orZero(sight), orZero(other)))))
                .toList());
    }

    private static Stream<Sight> matching(List<Sight> sights, Map<String, String> labels) {
        return sights.stream().filter(sight -> sight.labels().equals(labels) || sight.isUnknown()).limit(1);
    }

    private static Sight with(Sight sight, double value) {
        return sight.isUnknown() ? sight : new Sight(sight.labels(), value, null);
    }

    private static double orZero(Sight sight) {
        return sight.isUnknown() ? 0 : Objects.requireNonNull(sight.value());
    }
}
