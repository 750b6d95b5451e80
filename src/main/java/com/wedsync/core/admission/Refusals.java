package com.wedsync.core.admission;

import java.time.Duration;

/**
 * Whether it is overload that many are refused, second by second. It is none if those who come find room again and again: then
 * bursts are cut off, and who was cut off comes in the next one. Not for several threads.
 */
final class Refusals {

    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** More than one of so many. Who is refused comes again: without overload their share falls by itself. */
    private static final int MANY = 5;
    /** Less than one of so many finds room under overload: there is a queue all the time. */
    private static final int RARELY = 20;

    private boolean many;
    private long began;
    private long arrived;
    private long foundRoom;
    private long refused;

    void arrival(long now, boolean findsRoom) {
        if (now - began >= WINDOW.toNanos()) {
            many = now - began < 2 * WINDOW.toNanos() // else nobody came for a second
                    && refused * MANY > arrived && foundRoom * RARELY < arrived;
            began = now;
            arrived = 0;
            foundRoom = 0;
            refused = 0;
        }
        arrived++;
        foundRoom += findsRoom ? 1 : 0;
    }

    void count(int refusedNow) {
        refused += refusedNow;
    }

    /** Whether many of those were refused who arrived in the last whole second, and hardly anybody found room. */
    boolean areMany() {
        return many;
    }
}
