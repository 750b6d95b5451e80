package com.wedsync.core.health;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** From where on the health report finds something; lowering a line finds more, and cries wolf sooner. */
@ConfigMapping(prefix = "wedsync.health")
public interface HealthConfig {

    /** Client connections over what ordinary roles may use, in percent. */
    ConnectionLines connectionUtilization();

    /** Kinds of statements whose mean in the window was slow. */
    SlowLines slowQueries();

    /** Share of block reads served by shared buffers, in percent; lower is worse. */
    CacheLines cacheHit();

    /** How far the slowest standby is behind. */
    LagLines replicationLag();

    /** Time since the newest reported backup ended. */
    BackupLines backup();

    /** Lines for connections. */
    interface ConnectionLines {

        /** Warning from here. */
        @WithDefault("75")
        double warning();

        /** Critical from here. */
        @WithDefault("90")
        double critical();
    }

    /** Lines for slow statements. */
    interface SlowLines {

        /** Warning from here. */
        @WithDefault("10")
        double warning();

        /** Critical from here. */
        @WithDefault("50")
        double critical();
    }

    /** Lines for the cache. */
    interface CacheLines {

        /** Warning below this. */
        @WithDefault("95")
        double warning();

        /** Critical below this. */
        @WithDefault("80")
        double critical();
    }

    /** Lines for replication. */
    interface LagLines {

        /** Warning from here. */
        @WithDefault("10s")
        Duration warning();

        /** Critical from here. */
        @WithDefault("60s")
        Duration critical();
    }

    /** Lines for backups. */
    interface BackupLines {

        /** Whether a backup is expected at all: if so, none ever reported is critical. */
        @WithDefault("true")
        boolean expected();

        /** Warning from this age. */
        @WithDefault("26h")
        Duration warning();

        /** Critical from this age. */
        @WithDefault("50h")
        Duration critical();
    }
}
