package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Whether maintenance may go on or has to give way. It gives way at once when a bound is passed, and goes on once everything
 * has been clearly below its bound for a while: a value at the bound would stop and start it all the time.
 *
 * <pre>
 *         a bound passed                        below 4/5 of every bound, for calmFor
 *  going ---------------&gt; yielding (calm since -) -----------&gt; yielding (calm since t) -------&gt; going
 * </pre>
 */
final class Pace {

    private static final double CALM = 0.8;

    private final Bounds bounds;
    private final Duration calmFor;
    private @Nullable String reason;
    private @Nullable Instant yieldingSince;
    private @Nullable Instant calmSince;

    Pace(Bounds bounds, Duration calmFor) {
        this.bounds = bounds;
        this.calmFor = calmFor;
    }

    /** One that has to find a calm moment before it begins. */
    static Pace waiting(Bounds bounds, Duration calmFor, Instant now) {
        Pace pace = new Pace(bounds, calmFor);
        pace.reason = "a calm moment is awaited";
        pace.yieldingSince = now;
        return pace;
    }

    /** Why it has to give way now; empty if it may go on. */
    Optional<String> judge(Instant now, Load load) {
        Optional<String> passed = bounds.passedBy(load);
        if (passed.isPresent()) {
            reason = passed.get();
            yieldingSince = yieldingSince == null ? now : yieldingSince;
            calmSince = null;
        } else if (yieldingSince != null) {
            settle(now, bounds.times(CALM).passedBy(load).isEmpty());
        }
        return Optional.ofNullable(reason);
    }

    private void settle(Instant now, boolean calm) {
        calmSince = !calm ? null : calmSince == null ? now : calmSince;
        if (calmSince != null && !now.isBefore(calmSince.plus(calmFor))) {
            reason = null;
            yieldingSince = null;
            calmSince = null;
        }
    }

    /** Since when it gives way; empty while it goes on. */
    Optional<Instant> yieldingSince() {
        return Optional.ofNullable(yieldingSince);
    }
}
