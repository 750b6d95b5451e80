package com.wedsync.core.benchmark;

/**
 * A fixed piece of work that needs nothing but a processor: with it, figures of two machines, or of two hours, are comparable.
 */
final class ReferenceLoop {

    private static final int STEPS = 1_000_000_000;

    private ReferenceLoop() {
    }

    /** Seconds for a billion steps of Marsaglia's xorshift on one thread, the best of three. */
    static double seconds() {
        double best = Double.MAX_VALUE;
        long state = 88_172_645_463_325_252L;
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            state = steps(state);
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        if (state == 0) {
            throw new IllegalStateException("xorshift never reaches 0"); // and the loop has an outcome that somebody looks at
        }
        return best;
    }

    private static long steps(long state) {
        long next = state;
        for (int step = 0; step < STEPS; step++) {
            next ^= next << 13;
            next ^= next >>> 7;
            next ^= next << 17;
        }
        return next;
    }
}
