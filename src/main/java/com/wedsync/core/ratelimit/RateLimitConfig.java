package com.wedsync.core.ratelimit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests of the data plane one caller may make, at each replica. The service role has no limit. */
@ConfigMapping(prefix = "wedsync.rate-limit")
interface RateLimitConfig {

    /** Whether there are limits at all; off for load tests. */
    @WithDefault("true")
    boolean enabled();

    /** Requests a minute of one user. Raising it lets one user take more of what all share. */
    @WithDefault("600")
    @Min(1)
    @Max(1_000_000)
    int usersPerMinute();

    /** Requests that a user who was quiet may make at once. Raising it makes bursts higher, not longer. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int usersBurst();

    /** Requests a minute of one API key that has no limit of its own. */
    @WithDefault("1200")
    @Min(1)
    @Max(1_000_000)
    int keysPerMinute();

    /** Requests that a key that was quiet may make at once; with a limit of its own, as much of that. */
    @WithDefault("200")
    @Min(1)
    @Max(1_000_000)
    int keysBurst();

    /** Requests a minute of one address without a valid token; a network of 64 bits is one address of IPv6. */
    @WithDefault("120")
    @Min(1)
    @Max(1_000_000)
    int anonymousPerMinute();

    /** Requests that an address that was quiet may make at once. */
    @WithDefault("60")
    @Min(1)
    @Max(1_000_000)
    int anonymousBurst();

    /**
     * Callers that are remembered, and as many addresses. Raising it costs about 300 bytes each; one who
     * is forgotten begins anew.
     */
    @WithDefault("50000")
    @Min(100)
    @Max(10_000_000)
    int remembered();
}
