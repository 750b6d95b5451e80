package com.wedsync.core.migration;

import java.time.Duration;
import java.util.Objects;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which pauses, a script that got no lock is tried again. The tries count per script; what was rolled
 * back may be repeated.
 */
final class LockRetry {

    private static final Logger LOG = Logger.getLogger(LockRetry.class);

    private final int retries;
    private final Duration firstPause;
    private @Nullable String script;
    private int used;

    LockRetry(int retries, Duration firstPause) {
        this.retries = retries;
        this.firstPause = firstPause;
    }

    /** Waits before the next try, or returns false if there is none. */
    boolean pause(MigrationError error) throws InterruptedException {
        if (!Objects.equals(script, error.script())) {
            script = error.script();
            used = 0;
        }
        if (used == retries) {
            return false;
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(used, 10));
        used++;
        LOG.warnf("Migration got no lock, trying again script=%s line=%s attempt=%d of=%d pause_ms=%d", error.script(),
                error.line(), used, retries, pause.toMillis());
        Thread.sleep(pause);
        return true;
    }
}
