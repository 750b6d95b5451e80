package com.wedsync.core.live;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The stream behind the page at /. */
@ConfigMapping(prefix = "wedsync.live")
interface LiveConfig {

    /** How often viewers are sent the figures of this replica. Costs no question to the database; each is about 1 kB. */
    @WithDefault("2s")
    Duration every();

    /** Open streams of this kind. A handful of people on call looks at one replica; more is a loop in a script. */
    @WithDefault("50")
    @Min(0)
    @Max(10_000)
    int maxViewers();
}
