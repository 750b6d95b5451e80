package com.wedsync.core.advice;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** From where on something is worth an advice. */
@ConfigMapping(prefix = "wedsync.advice")
public interface AdviceConfig {

    /** An index that was not used for this long may go. Shorter than 35 days misses what runs at the end of a month. */
    @WithDefault("35d")
    Duration unusedFor();

    /** Bloat is worth an advice from this share of a table's or index's size, in percent. */
    @WithDefault("40")
    @Min(1)
    @Max(99)
    int bloatPercent();

    /** And from this much space. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int bloatMebibytes();

    /** A table of 10 MB or more that is read from end to end so often, 10,000 rows or more each time, wants an index. */
    @WithDefault("10")
    @Min(1)
    @Max(1_000_000)
    int scansPerHour();
}
