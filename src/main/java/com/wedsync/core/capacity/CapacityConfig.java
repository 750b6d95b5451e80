package com.wedsync.core.capacity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What there is room for. */
@ConfigMapping(prefix = "wedsync.capacity")
public interface CapacityConfig {

    /** Size of the volume with the database's data and WAL; 0 if it is not known, and then nobody can tell when it is full. */
    @WithDefault("0")
    @Min(0)
    @Max(10_000_000)
    int volumeGibibytes();

    /** Share of the volume that counts as full, in percent. Raising it leaves less room for a bad day. */
    @WithDefault("90")
    @Min(1)
    @Max(100)
    int volumeFullPercent();
}
