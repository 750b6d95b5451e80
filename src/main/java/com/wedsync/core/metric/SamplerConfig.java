package com.wedsync.core.metric;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the database is observed. */
@ConfigMapping(prefix = "wedsync.sampler")
public interface SamplerConfig {

    /** How often all is read and kept. Lowering it costs the server a reading each time and makes the history larger. */
    @WithDefault("60s")
    Duration every();

    /** Rates need two readings at least this far apart. Lowering it makes rates jumpy. */
    @WithDefault("10s")
    Duration minimumWindow();

    /** Answers within this time share one reading, so that many callers cost no more than one. */
    @WithDefault("1s")
    Duration shareFor();

    /** A kind of statement whose mean takes longer counts as slow. */
    @WithDefault("1s")
    Duration slowStatement();

    /** How long readings are kept. Raising it makes the history larger: about 200 bytes a minute. */
    @WithDefault("90d")
    Duration retention();

    /** How much history growth per day needs before it is told. Lowering it makes the first numbers wild. */
    @WithDefault("1h")
    Duration growthMinimumSpan();

    /** Tables whose size and rows are told as series, the largest first. Raising it makes Prometheus and the history larger. */
    @WithDefault("1000")
    @Min(0)
    @Max(100_000)
    int largestTables();

    /** Tables whose needs of maintenance are told as series, the neediest first. Raising it costs the same. */
    @WithDefault("1000")
    @Min(0)
    @Max(100_000)
    int neediestTables();
}
