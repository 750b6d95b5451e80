package com.wedsync.core.stream;

import java.time.Duration;

/** Rests after each work as long as the work took: who is woken all the time keeps the database busy for half of it at most. */
final class Pace {

    private boolean rested = true;
    private long began;
    private long until;

    /** Work begins, now in the time of {@link System#nanoTime}. */
    void begin(long now) {
        began = now;
    }

    void end(long now) {
        rested = false;
        until = now + (now - began);
    }

    /** How long it is until the next work may begin. */
    Duration rest(long now) {
        rested = rested || until - now <= 0;
        return rested ? Duration.ZERO : Duration.ofNanos(until - now);
    }
}
