package com.wedsync.core.canary;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the isolation of tenants is watched. */
@ConfigMapping(prefix = "wedsync.canary")
interface CanaryConfig {

    /** How often the canaries are read. Lowering it finds a leak sooner; a probe costs ten short reads. */
    @WithDefault("5m")
    Duration every();
}
