package com.wedsync.core.migration;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When migrations run and how long they may stand in the way of others. */
@ConfigMapping(prefix = "wedsync.migration")
public interface MigrationConfig {

    /**
     * Whether the service migrates when it starts. {@code false} where a Job does it: the service then becomes ready as soon
     * as the schema is up to date.
     */
    @WithDefault("true")
    boolean atStart();

    /**
     * A statement of a transactional script gives up waiting for a lock after this long, because everybody else queues behind
     * it. Raising it makes migrations succeed more often on a busy table, and requests to that table wait as long.
     */
    @WithDefault("5s")
    Duration lockTimeout();

    /** How often a script that got no lock is tried again before the run fails. Raising it makes hopeless runs longer. */
    @WithDefault("3")
    @Min(0)
    @Max(100)
    int lockRetries();

    /** The pause before the first of these tries; it doubles with each. */
    @WithDefault("1s")
    Duration lockRetryDelay();

    /** How long the command line waits for a run of somebody else. A service that starts waits without end, unready. */
    @WithDefault("10m")
    Duration maxWait();
}
