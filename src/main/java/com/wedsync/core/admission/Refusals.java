package com.wedsync.core.admission;

import java.time.Duration;

/** The share of those who arrived that was refused, second by second. Not for several threads. */
final class Refusals {

    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** More than one of so many. Who is refused comes again: without overload their share falls by itself. */
    private static final int MANY = 5;

    private boolean many;
    private long began;
    private long arrived;
    private long refused;

    void arrival(long now) {
        if (now - began >= WINDOW.toNanos()) {
            many = now - began < 2 * WINDOW.toNanos() && refused * MANY > arrived; // else nobody came for a second
            began = now;
            arrived = 0;
            refused = 0;
        }
        arrived++;
    }

    void count(int refusedNow) {
        refused += refusedNow;
    }

    /** Whether many of those were refused who arrived in the last whole second. */
    boolean areMany() {
        return many;
    }
}
