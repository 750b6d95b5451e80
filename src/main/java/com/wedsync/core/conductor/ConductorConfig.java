package com.wedsync.core.conductor;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** When the database is tended without being asked, and when it is left alone. */
@ConfigMapping(prefix = "wedsync.conductor")
public interface ConductorConfig {

    /** Whether it begins rounds by itself. Switched off, only rounds that somebody asks for are conducted. */
    @WithDefault("true")
    boolean enabled();

    /** How often it looks whether a round is due. */
    @WithDefault("15s")
    Duration every();

    /**
     * The window, as 02:00-05:00. Left out, it is learned: the quietest hours of the last four weeks, once a week is known,
     * and 02:00-05:00 until then.
     */
    @WithConverter(HoursConverter.class)
    Optional<Hours> window();

    /** Length of a learned window, in hours. */
    @WithDefault("3")
    @Min(1)
    @Max(12)
    int learnedHours();

    /** Where the hours of the window are those of the clock on the wall. */
    @WithDefault("UTC")
    @WithConverter(ZoneConverter.class)
    ZoneId timeZone();

    /** Days on which the window opens. */
    @WithDefault("monday,tuesday,wednesday,thursday,friday,saturday,sunday")
    Set<DayOfWeek> days();

    /** Whether a missed window is caught up as soon as it is calm, with what is late only. Else the next window has to do. */
    @WithDefault("true")
    boolean catchUp();

    /** How often it looks at load, clock and orders while it conducts. */
    @WithDefault("5s")
    Duration lookEvery();

    /** It gives way while requests take longer than this (95th percentile, of this replica). */
    @WithDefault("250ms")
    Duration maxP95();

    /** It gives way while a replica is further behind than this. */
    @WithDefault("10s")
    Duration maxReplicationLag();

    /** It gives way while more write-ahead log is written in a second. */
    @WithDefault("64M")
    MemorySize maxWalRate();

    /** It goes on once everything has been below four fifths of its bound for so long. */
    @WithDefault("1m")
    Duration calmFor();

    /** A step under way when a bound is passed may go on for so long before it is cancelled; wraparound is not cancelled. */
    @WithDefault("2m")
    Duration giveUpAfter();

    /** VACUUM rests so long each time it has used up its cost limit; 0 lets it run at full speed, as wraparound always does. */
    @WithDefault("2ms")
    Duration vacuumCostDelay();

    /** What VACUUM may cost between two rests. Raising it makes rounds shorter and the disk busier. */
    @WithDefault("2000")
    @Min(1)
    @Max(10_000)
    int vacuumCostLimit();

    /**
     * How long a step waits for its table. Not longer than the server's deadlock_timeout (1 s), or autovacuum is made to give
     * up its work.
     */
    @WithDefault("500ms")
    Duration lockTimeout();

    /** Tables are vacuumed and analyzed from this share of what makes autovacuum begin: what is due by day is done at night. */
    @WithDefault("0.5")
    @DecimalMin("0.01")
    double fromScore();

    /** Tables are frozen from this share of the age at which autovacuum would force it; from 1 on it is called wraparound. */
    @WithDefault("0.6")
    @DecimalMin("0.01")
    double freezeFromScore();

    /** Indexes are built anew from this bloat on, in percent of their size. */
    @WithDefault("40")
    @Min(1)
    @Max(99)
    int reindexFromPercent();

    /** Indexes are built anew from this much wasted space. */
    @WithDefault("64M")
    MemorySize reindexFromBytes();
}
