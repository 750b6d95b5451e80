package com.wedsync.core.metric;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

/** What the counters of pg_stat_database tell over longer than one pass. */
@Singleton
class ServerTrail {

    private static final Measure STARTED = Measure.of("wedsync_server_start_timestamp_seconds", "s",
            "When the server started, Unix time");
    private static final Measure QUARTER_HOUR_HIT = Measure.of("wedsync_cache_hit_quarter_hour_percent", "percent",
            "Block reads served by shared buffers, over up to 15 minutes");
    private static final Measure READS = Measure.of("wedsync_blocks_read_per_second", "blocks/s",
            "Blocks that were not in shared buffers");
    private static final Measure ROLLBACKS = Measure.of("wedsync_rollbacks_per_second", "transactions/s",
            "Transactions rolled back");
    private static final Measure TEMP = Measure.of("wedsync_temp_bytes_per_second", "bytes/s",
            "Written to temporary files, because work_mem was short");
    private static final Measure DEADLOCKS = Measure.of("wedsync_deadlocks_per_hour", "deadlocks/h",
            "Deadlocks in up to the last hour");
    private static final Measure SKIPPED = Measure.of("wedsync_sampler_skipped_relations", "tables",
            "Tables not measured in the last pass, because somebody had or wanted an exclusive lock on them");

    static final List<Measure> MEASURES = List.of(STARTED, QUARTER_HOUR_HIT, READS, ROLLBACKS, TEMP, DEADLOCKS, SKIPPED);

    private static final long MINIMUM_BLOCKS = 1000;

    private final CounterTrail<Counter> quarterHour = new CounterTrail<>(Duration.ofMinutes(15));
    private final CounterTrail<Counter> hour = new CounterTrail<>(Duration.ofHours(1));

    private enum Counter {
        HIT,
        READ,
        ROLLBACKS,
        TEMP,
        DEADLOCKS
    }

    List<Observation> add(ServerReading reading, Storage storage) {
        ServerReading.Counters counters = reading.counters();
        Map<Counter, Long> values = Map.of(Counter.HIT, counters.blocksHit(), Counter.READ, counters.blocksRead(),
                Counter.ROLLBACKS, counters.rollbacks(), Counter.TEMP, counters.tempBytes(),
                Counter.DEADLOCKS, counters.deadlocks());
        Object epoch = Arrays.asList(reading.serverStartedAt(), reading.statsReset());
        quarterHour.add(reading.takenAt(), epoch, new EnumMap<>(values));
        hour.add(reading.takenAt(), epoch, new EnumMap<>(values));
        return List.of(STARTED.is(reading.serverStartedAt().getEpochSecond()), QUARTER_HOUR_HIT.is(hitPercent()),
                READS.is(hour.perSecond(Counter.READ)), ROLLBACKS.is(hour.perSecond(Counter.ROLLBACKS)),
                TEMP.is(hour.perSecond(Counter.TEMP)),
                DEADLOCKS.is(hour.growth(Counter.DEADLOCKS)),
                SKIPPED.is(storage.tableSizes().stream().filter(TableSize::isLocked).count()));
    }

    private Measured<Double> hitPercent() {
        Long hit = quarterHour.growth(Counter.HIT).value();
        Measured<Long> read = quarterHour.growth(Counter.READ);
        if (hit == null || read.value() == null) {
            return Measured.unknown(String.valueOf(read.reason()));
        }
        long blocks = hit + read.value();
        return blocks < MINIMUM_BLOCKS
                ? Measured.unknown("only " + blocks + " blocks were read, " + MINIMUM_BLOCKS + " are needed")
                : Measured.of(100.0 * hit / blocks);
    }
}
