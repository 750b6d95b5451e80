package com.wedsync.core.maintenance;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tables are tended. */
@ConfigMapping(prefix = "wedsync.maintenance")
public interface MaintenanceConfig {

    /** A run that ends within this time is answered with its result, else with 202 and where to look. */
    @WithDefault("3s")
    Duration answerWithin();

    /** Runs at a time in this process; others wait as queued. Raising it costs the server as many backends full of I/O. */
    @WithDefault("1")
    @Min(1)
    @Max(8)
    int maxRunning();

    /**
     * How long a run waits for its table before it gives up and names who holds it. Raising it makes others queue longer
     * behind the waiting run; below the server's deadlock_timeout (1 s) autovacuum is no longer asked to step aside.
     */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * How long REINDEX CONCURRENTLY, once it has its table, waits for transactions that are older than its own steps. When
     * it gives up, what it has built so far is dropped and its work is lost; raising it keeps other maintenance waiting.
     */
    @WithDefault("10m")
    Duration reindexLockTimeout();

    /** The server ends a maintenance statement after this long. Lowering it loses the work of long ones. */
    @WithDefault("12h")
    Duration statementTimeout();

    /** How often the queue is looked at for requests made in SQL, and for runs of killed services. */
    @WithDefault("5s")
    Duration pollEvery();

    /** At shutdown, a run may go on this long before it is cancelled. Raising it delays the shutdown. */
    @WithDefault("2s")
    Duration drain();
}
