package com.wedsync.core.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what is bound to happen, and no longer than it may take. */
public final class Eventually {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private Eventually() {
    }

    /** The first of the values that {@code look} gives to satisfy {@code wanted}, within ten seconds. */
    public static <T> T get(Callable<T> look, Predicate<T> wanted) throws Exception {
        return get(Duration.ofSeconds(10), look, wanted);
    }

    public static <T> T get(Duration atMost, Callable<T> look, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        T seen = look.call();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen within " + atMost + "; last seen: " + seen);
            }
            Thread.sleep(BETWEEN_LOOKS);
            seen = look.call();
        }
        return seen;
    }
}
