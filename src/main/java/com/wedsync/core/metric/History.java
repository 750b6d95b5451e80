package com.wedsync.core.metric;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The last two kept readings, against which newer ones are compared. */
final class History {

    private final Duration minimumWindow;
    private volatile Kept kept = new Kept(null, null);

    History(Duration minimumWindow) {
        this.minimumWindow = minimumWindow;
    }

    private record Kept(@Nullable Reading last, @Nullable Reading beforeLast) {
    }

    void keep(Reading reading) {
        kept = new Kept(reading, kept.last);
    }

    /** The newest kept reading that is far enough from {@code reading} for a steady rate; {@code null} if none is. */
    @Nullable
    Reading baseFor(Reading reading) {
        Kept now = kept;
        return farEnough(now.last, reading) ? now.last : farEnough(now.beforeLast, reading) ? now.beforeLast : null;
    }

    private boolean farEnough(@Nullable Reading base, Reading reading) {
        return base != null
                && Duration.between(base.takenAt(), reading.takenAt()).abs().compareTo(minimumWindow) >= 0;
    }
}
