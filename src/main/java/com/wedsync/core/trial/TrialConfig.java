package com.wedsync.core.trial;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How indexes are built on request, and how long they are watched. */
@ConfigMapping(prefix = "wedsync.trial")
public interface TrialConfig {

    /**
     * Building gives up each wait for a lock, or for older transactions, after this long. Raising it makes writers wait behind
     * it.
     */
    @WithDefault("10s")
    Duration lockTimeout();

    /** Statements are compared over this long before and after. Shorter ones are misled by the time of day. */
    @WithDefault("24h")
    Duration window();
}
