package com.wedsync.core.access;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;

/** When the current request has to be answered. */
public final class Deadline {

    private static final String KEY = "wedsync.deadline";

    private Deadline() {
    }

    /** The request of this context has {@code allowed} from now on. */
    public static void begin(Duration allowed) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, System.nanoTime() + allowed.toNanos());
        }
    }

    /** What is left of it, never below a millisecond; {@code null} if nobody set one. */
    static @Nullable Duration remaining() {
        if (!VertxContext.isOnDuplicatedContext()) {
            return null;
        }
        return ContextLocals.<Long> get(KEY)
                .map(end -> Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())))
                .orElse(null);
    }
}
