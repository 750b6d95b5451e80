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
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int initialLimit();

    /** The limit never grows beyond this. Raising it costs memory, and latency when load comes suddenly. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int maxLimit();

    /** How many may wait in a burst. Raising it costs memory. */
    @WithDefault("150")
    @Min(0)
    @Max(100_000)
    int maxWaiting();

    /** When whose turn it is has waited for longer, that is overload, no burst. Raising it refuses later. */
    @WithDefault("500ms")
    Duration patience();

    /** How many may wait under overload for each that may be in flight. Raising it turns refusals into latency. */
    @WithDefault("1.0")
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
