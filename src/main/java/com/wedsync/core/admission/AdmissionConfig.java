package com.wedsync.core.admission;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests of the data plane are worked on at a time, per replica. */
@ConfigMapping(prefix = "wedsync.admission")
interface AdmissionConfig {

    /** The limit never falls below this. Raising it lets an overloaded database stay overloaded. */
    @WithDefault("8")
    @Min(1)
    @Max(1000)
    int minLimit();

    /** The limit that a start begins with. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int initialLimit();

    /** The limit never grows beyond this. Raising it costs memory, and latency when load comes suddenly. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int maxLimit();

    /** How many may wait in a burst; more are overload. Raising it refuses later. */
    @WithDefault("500")
    @Min(0)
    @Max(100_000)
    int maxWaiting();

    /** When everybody has had to wait, and that for so long, it is overload, no burst. Raising it refuses later. */
    @WithDefault("3s")
    Duration patience();

    /** How many may wait under overload for each that may be in flight. Raising it turns refusals into latency. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("100")
    double waitingPerLimit();

    /**
     * How long a request may take in all; what is left when it begins a transaction becomes the limit of its statements.
     * Raising it lets slow requests hold connections for longer than their clients wait.
     */
    @WithDefault("10s")
    Duration requestTimeout();
}
