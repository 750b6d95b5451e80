package com.wedsync.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What the database did between two readings: rates from counter deltas, never lifetime averages. */
@Schema(description = "What the database did in the window: rates from counter deltas. Unknown numbers are null; `unknown` says why.")
public record Performance(
        @Schema(description = "mean execution time of the statements that ended in the window", examples = "0.82") @Nullable Double avgQueryTimeMs,
        @Schema(description = "kinds of statements whose mean in the window was over the slow threshold", examples = "2") @Nullable Integer slowQueriesCount,
        @Schema(examples = "412.5") @Nullable Double queriesPerSecond,
        @Schema(examples = "96.4") @Nullable Double transactionsPerSecond,
        @Schema(description = "percent of block reads served by shared buffers", examples = "99.7") @Nullable Double cacheHitRatio,
        @Schema(description = "length of the window", examples = "60.0") @Nullable Double windowSeconds,
        @Schema(description = "for each number that is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {

    /** Below this many blocks a ratio says nothing. */
    private static final long MINIMUM_BLOCKS = 1000;

    static Performance unknown(String reason) {
        return new Performance(null, null, null, null, null, null, new TreeMap<>(Map.of(
                "avg_query_time_ms", reason, "slow_queries_count", reason, "queries_per_second", reason,
                "transactions_per_second", reason, "cache_hit_ratio", reason, "window_seconds", reason)));
    }

    static Performance between(Reading earlier, Reading later, Duration slow) {
        double seconds = Duration.between(earlier.takenAt(), later.takenAt()).toMillis() / 1000.0;
        if (seconds <= 0) {
            return unknown("the server's clock went back between two readings");
        }
        Measured<Counting> counting = Counting.between(earlier.server(), later.server());
        Measured<StatementReading.Delta> statements = delta(earlier, later, slow);
        Map<String, String> unknown = new TreeMap<>();
        return new Performance(
                note(unknown, "avg_query_time_ms", mean(statements)),
                note(unknown, "slow_queries_count", statements.map(StatementReading.Delta::slow)),
                note(unknown, "queries_per_second", statements.map(delta -> Rounding.toTenth(delta.calls() / seconds))),
                note(unknown, "transactions_per_second",
                        counting.map(counted -> Rounding.toTenth(counted.transactionsPerSecond()))),
                note(unknown, "cache_hit_ratio", hitRatio(counting)),
                seconds,
                unknown);
    }

    private static Measured<StatementReading.Delta> delta(Reading earlier, Reading later, Duration slow) {
        StatementReading before = earlier.statements().value();
        StatementReading after = later.statements().value();
        if (before == null) {
            return Measured.unknown(String.valueOf(earlier.statements().reason()));
        }
        return after == null ? Measured.unknown(String.valueOf(later.statements().reason()))
                : after.delta(before, earlier.takenAt(), slow);
    }

    private static Measured<Double> mean(Measured<StatementReading.Delta> statements) {
        StatementReading.Delta delta = statements.value();
        if (delta == null) {
            return Measured.unknown(String.valueOf(statements.reason()));
        }
        return delta.calls() == 0 ? Measured.unknown("no statement ended in the window")
                : Measured.of(Rounding.toThousandth(delta.milliseconds() / delta.calls()));
    }

    private static Measured<Double> hitRatio(Measured<Counting> counted) {
        Counting counting = counted.value();
        if (counting == null) {
            return Measured.unknown(String.valueOf(counted.reason()));
        }
        long blocks = counting.blocksHit() + counting.blocksRead();
        return blocks < MINIMUM_BLOCKS
                ? Measured.unknown("only " + blocks + " blocks were read in the window, " + MINIMUM_BLOCKS + " are needed")
                : Measured.of(Rounding.toTenth(100.0 * counting.blocksHit() / blocks));
    }

    private static <T> @Nullable T note(Map<String, String> unknown, String name, Measured<T> measured) {
        if (measured.reason() != null) {
            unknown.put(name, measured.reason());
        }
        return measured.value();
    }

    /** Deltas of pg_stat_database; after a reset or a crash in between they run from it. */
    private record Counting(double transactionsPerSecond, long blocksHit, long blocksRead) {

        static Measured<Counting> between(ServerReading earlier, ServerReading later) {
            ServerReading.Counters before = earlier.counters();
            ServerReading.Counters after = later.counters();
            if (later.continues(earlier)) {
                return Measured.of(of(after.commits() + after.rollbacks() - before.commits() - before.rollbacks(),
                        after.blocksHit() - before.blocksHit(), after.blocksRead() - before.blocksRead(),
                        earlier.takenAt(), later.takenAt()));
            }
            Instant begin = later.countersBeganAfter(earlier.takenAt());
            return begin == null ? Measured.unknown("another server answers, or it lost its statistics")
                    : Measured.of(of(after.commits() + after.rollbacks(), after.blocksHit(), after.blocksRead(), begin,
                            later.takenAt()));
        }

        private static Counting of(long transactions, long hit, long read, Instant from, Instant to) {
            double seconds = Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0);
            return new Counting(transactions / seconds, hit, read);
        }
    }
}
