package com.wedsync.core.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the service remembers what it answered. */
@ConfigMapping(prefix = "wedsync.idempotency")
interface WriteConfig {

    /**
     * How long the answer to a write with an {@code Idempotency-Key} is kept. Raising it lets clients come back later, and
     * costs a row per keyed write for as long.
     */
    @WithDefault("24h")
    Duration keep();

    /** How often expired answers are deleted. */
    @WithDefault("10m")
    Duration cleanEvery();
}
