package com.wedsync.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What ran between two passes of the sampler.
 *
 * @param costs of the kinds of statements that ran, those of the ops log-in left out
 * @param own what the ops log-in ran
 * @param evictions how often the least used kinds were thrown out in between; {@code costs} misses what they did since
 * @param kinds that the server knows
 * @param maxKinds that it has room for
 */
public record StatementWindow(Instant from, Instant to, Map<StatementKey, StatementCost> costs, StatementCost own,
        long evictions, int kinds, int maxKinds) {

    /** From pass to pass. */
    public double seconds() {
        return Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0);
    }
}
