package com.wedsync.core.admission;

import java.time.Duration;

/**
 * Whether more comes than can be served, or just a burst. Overload begins when more have to wait than may in a burst, or when
 * everybody has had to wait for long, for as long as there is patience. It ends when, although few may wait, less is in flight
 * than there would be room for: then those who were refused were the tips of bursts. Not for several threads.
 */
final class Overload {

    /** Who waits for less found a short queue: of the patience. */
    private static final int SHORT = 10;
    private static final double USED_UP = 0.9;
    /** Over so long it is looked at how much room was used. */
    private static final Duration USE = Duration.ofMillis(500);

    private final long patience;
    private boolean lasts;
    private long shortQueue;
    private long began;
    private long usedSince;
    private double used;

    Overload(Duration patience) {
        this.patience = patience.toNanos();
    }

    boolean lasts() {
        return lasts;
    }

    /** Somebody came in after {@code waited} nanoseconds, or begins to wait where nobody else does, after none. */
    void turn(long now, long waited) {
        if (waited * SHORT < patience) {
            shortQueue = now;
        }
    }

    /** Somebody has to wait, behind others or not; where in a burst there would be no room for it if {@code full}. */
    void waits(long now, boolean full) {
        if (!lasts && (full || now - shortQueue >= patience)) {
            lasts = true;
            began = now;
            usedSince = now;
            used = 0;
        }
    }

    /** Told before {@code inFlight} or the {@code limit} changes: so many there were until now. */
    void used(long now, int inFlight, int limit) {
        if (!lasts) {
            return;
        }
        used += Math.min(1, (double) inFlight / limit) * (now - usedSince);
        usedSince = now;
        long window = now - began;
        if (window >= USE.toNanos()) {
            lasts = used >= USED_UP * window;
            shortQueue = now;
            began = now;
            used = 0;
        }
    }
}
