package com.wedsync.core.ratelimit;

import java.time.Duration;

/**
 * What a caller of one kind may do.
 *
 * @param kind the name of the policy
 * @param perMinute how fast the bucket fills
 * @param burst how much is in it when it is full
 */
record Allowance(String kind, int perMinute, int burst) {

    /** The same with another number a minute and a burst that is to it as before. */
    Allowance withPerMinute(int requests) {
        return new Allowance(kind, requests, Math.toIntExact(Math.max(1, (long) requests * burst / perMinute)));
    }

    /** How long an empty bucket takes to fill. */
    Duration window() {
        return Duration.ofNanos(Duration.ofMinutes(1).toNanos() / perMinute * burst);
    }
}
