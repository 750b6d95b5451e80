package com.wedsync.core.query;

/**
 * How a kind of statement usually does.
 *
 * @param meanMilliseconds the median of its hours
 */
record Baseline(double meanMilliseconds, long calls, int hours) {

    private static final long ENOUGH_CALLS = 100;
    private static final int ENOUGH_HOURS = 3;

    boolean isEnough() {
        return calls >= ENOUGH_CALLS && hours >= ENOUGH_HOURS;
    }
}
