package com.wedsync.core.conductor;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** How busy everything may be while maintenance goes on. */
record Bounds(double p95Ms, double lagSeconds, double walBytesPerSecond) {

    private static final double BYTES_PER_MEBIBYTE = 1024.0 * 1024;

    static Bounds of(ConductorConfig config) {
        return new Bounds(config.maxP95().toMillis(), config.maxReplicationLag().toMillis() / 1000.0,
                config.maxWalRate().asLongValue());
    }

    /** For work that is no more urgent than to want a quiet moment. */
    Bounds times(double factor) {
        return new Bounds(p95Ms * factor, lagSeconds * factor, walBytesPerSecond * factor);
    }

    /** The bound that {@code load} passes, in words; empty if it passes none. What is not known passes none. */
    Optional<String> passedBy(Load load) {
        if (load.obstacle() != null) {
            return Optional.of(load.obstacle());
        }
        if (exceeds(load.p95Ms(), p95Ms)) {
            return told("requests take %.0f ms (p95)", load.p95Ms());
        }
        if (exceeds(load.lagSeconds(), lagSeconds)) {
            return told("a replica is %.1f s behind", load.lagSeconds());
        }
        if (exceeds(load.walBytesPerSecond(), walBytesPerSecond)) {
            return told("%.0f MiB of write-ahead log a second",
                    load.walBytesPerSecond() == null ? 0 : load.walBytesPerSecond() / BYTES_PER_MEBIBYTE);
        }
        return Optional.empty();
    }

    private static boolean exceeds(@Nullable Double value, double bound) {
        return value != null && value > bound;
    }

    private static Optional<String> told(String format, @Nullable Object value) {
        return Optional.of(String.format(Locale.ROOT, format, value));
    }
}
