package com.wedsync.core.history;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of what is observed is kept, and how long. */
@ConfigMapping(prefix = "wedsync.history")
public interface HistoryConfig {

    /** How long each minute is kept. Raising it makes the history larger: about 13 kB a day for each series. */
    @WithDefault("30d")
    Duration detail();

    /** How long the least, mean and greatest value of each hour are kept. Raising it costs about 3 kB a day for each series. */
    @WithDefault("90d")
    Duration retention();

    /** Series at most; what is observed beyond is not kept. Raising it makes the history larger. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int maxSeries();
}
