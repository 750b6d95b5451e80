package com.wedsync.core.sync;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the feed remembers. */
@ConfigMapping(prefix = "wedsync.sync")
interface SyncConfig {

    /**
     * How long a change is kept. A device that was away for longer loads everything anew. Raising it costs about 1 kB for each
     * change in that time.
     */
    @WithDefault("30d")
    Duration keep();

    /** How often older changes are deleted. */
    @WithDefault("10m")
    Duration forgetEvery();
}
