package com.wedsync.core.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;

/**
 * What ran in some span.
 *
 * @param seconds of it that were observed
 */
record Use(double seconds, Map<StatementKey, StatementCost> costs) {

    private static final Comparator<Entry<StatementKey, StatementCost>> BY_TIME = Comparator
            .comparingDouble(entry -> -entry.getValue().milliseconds());
    private static final Comparator<Entry<StatementKey, StatementCost>> BY_CALLS = Comparator
            .comparingLong(entry -> -entry.getValue().calls());

    /** The {@code count} that took most time and the {@code count} that ran most often. */
    List<Entry<StatementKey, StatementCost>> top(int count) {
        return Stream.concat(ran().sorted(BY_TIME).limit(count), ran().sorted(BY_CALLS).limit(count)).distinct().toList();
    }

    /** The {@code count} that took most time. */
    List<Entry<StatementKey, StatementCost>> longest(int count) {
        return ran().sorted(BY_TIME).limit(count).toList();
    }

    /** Execution time of all of them. */
    double milliseconds() {
        return costs.values().stream().mapToDouble(StatementCost::milliseconds).sum();
    }

    private Stream<Entry<StatementKey, StatementCost>> ran() {
        return costs.entrySet().stream().filter(entry -> entry.getValue().calls() > 0);
    }
}
