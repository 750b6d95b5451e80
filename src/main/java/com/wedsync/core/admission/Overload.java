package com.wedsync.core.admission;

import java.time.Duration;

/**
 * How many may wait: whether more comes than can be served, or just a burst. Not for several threads.
 *
 * <p>
 * Overload begins when more have to wait than may in a burst, or when everybody has had to wait for long, for as long as there
 * is patience. Few may wait then. Unless nearly all room in flight is used and many are refused still, twice as many may wait
 * after each look, until that is a burst and overload is over: those who were refused were the tips of bursts. Where half of
 * the room is left it is over at once.
 */
final class Overload {

    /** Who waits for less found a short queue: of the patience. */
    private static final int SHORT = 10;
    /** Of the room in flight. */
    private static final double USED_UP = 0.9;
    private static final double IDLE = 0.5;
    /** Of those who come. */
    private static final double MANY = 0.1;
    /** Over so long it is looked at how much room was used. */
    private static final long LOOK = Duration.ofMillis(500).toNanos();
    private static final int MOST_DOUBLINGS = 30;

    private final Gate.Patience patience;
    private boolean lasts;
    private int doublings;
    private long shortQueue;
    private long began;
    private long usedSince;
    private double used;
    private long came;
    private long refused;

    Overload(Gate.Patience patience) {
        this.patience = patience;
    }

    boolean lasts() {
        return lasts;
    }

    /** As many may wait while {@code limit} may be in flight. */
    int room(int limit) {
        if (!lasts) {
            return patience.burst();
        }
        long few = (long) Math.ceil(limit * patience.perLimit());
        return (int) (doublings == 0 ? few : Math.max(few, Math.min(patience.burst(), Math.max(1, few) << doublings)));
    }

    /** Somebody came in after {@code waited} nanoseconds, or begins to wait where nobody else does, after none. */
    void turn(long now, long waited) {
        if (waited * SHORT < patience.longest().toNanos()) {
            shortQueue = now;
        }
    }

    /** Somebody has to wait, behind others or not; where in a burst there would be no room for it if {@code full}. */
    void waits(long now, boolean full) {
        if (!lasts && (full || now - shortQueue >= patience.longest().toNanos())) {
            lasts = true;
            doublings = 0;
            usedSince = now;
            look(now);
        }
    }

    /** Somebody comes, whatever becomes of it. */
    void comes() {
        came++;
    }

    /** Somebody was refused because too many wait. */
    void refuses() {
        refused++;
    }

    /** Told before {@code inFlight} or the {@code limit} changes: so many there were until now. */
    void used(long now, int inFlight, int limit) {
        if (!lasts) {
            return;
        }
        used += Math.min(1, (double) inFlight / limit) * (now - usedSince);
        usedSince = now;
        long window = now - began;
        if (window >= LOOK) {
            boolean tooMuch = used >= USED_UP * window && refused >= MANY * came;
            doublings = tooMuch ? 0 : (int) Math.min(MOST_DOUBLINGS, doublings + window / LOOK);
            lasts = tooMuch || used >= IDLE * window && room(limit) < patience.burst();
            shortQueue = now;
            look(now);
        }
    }

    private void look(long now) {
        began = now;
        used = 0;
        came = 0;
        refused = 0;
    }
}
