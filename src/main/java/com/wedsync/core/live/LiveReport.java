package com.wedsync.core.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wedsync.core.pool.PoolReport;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is known of this replica without asking the database: the answer, and the event, of {@code GET /api/database/live}. */
@RegisterForReflection
public record LiveReport(
        @Schema(examples = "2026-06-01T12:00:00Z") Instant timestamp,
        LastReading reading,
        PoolReport.Use app,
        PoolReport.Use ops,
        Admission admission,
        Waits connectionWaits,
        Requests requests,
        @Schema(description = "of the last five minutes and of the last hour") List<Burn> budget,
        Streams streams,
        @Schema(description = "who looks at this replica in this way", examples = "1") int viewers) {

    /** The newest pass over the database; numbers of the other resources are as old as it where they say so. */
    @RegisterForReflection
    public record LastReading(
            @Schema(description = "clock of the database; null before the first that succeeded", examples = "2026-06-01T11:59:42Z") @Nullable Instant takenAt,
            @Schema(description = "since it ended", examples = "17.8") @Nullable Double ageSeconds,
            @Schema(description = "whether a later one failed: the database cannot be read now") boolean failing) {
    }

    /** How many requests of the data plane are let in. */
    @RegisterForReflection
    public record Admission(
            @Schema(description = "that may be in flight", examples = "64") int limit,
            @Schema(examples = "3") int inFlight,
            @Schema(description = "that wait to be let in", examples = "0") int waiting,
            @Schema(description = "answered 503 `overloaded`, over the last minute", examples = "0") double refusedPerSecond) {
    }

    /** From asking the data plane's pool for a connection to having it, over the last minute. */
    @RegisterForReflection
    public record Waits(
            @Schema(examples = "0.3") @Nullable Double p95Ms,
            @Schema(description = "why it is null") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {
    }

    /** Requests of the data plane that ended in the last minute; streams are not among them. */
    @RegisterForReflection
    public record Requests(
            @Schema(description = "the minute, or less after a start", examples = "60.0") double windowSeconds,
            @Schema(examples = "212.4") double perSecond,
            @Schema(description = "those with a server error", examples = "0") double failedPerSecond,
            @Schema(description = "within the bounds of buckets of 5 ms to 5 s, as Prometheus computes it", examples = "3.1") @Nullable Double p50Ms,
            @Schema(examples = "14.2") @Nullable Double p95Ms,
            @Schema(examples = "24.9") @Nullable Double p99Ms,
            @Schema(description = "for each that is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {
    }

    /** How fast a window uses up the budget of 30 days: at 1 it lasts exactly as long, at 14.4 for two days. */
    @RegisterForReflection
    public record Burn(
            @Schema(examples = "5m") String window,
            @Schema(description = "of it that was observed", examples = "300.0") double observedSeconds,
            @Schema(examples = "63720") long requests,
            @Schema(description = "with a server error", examples = "0") long failed,
            @Schema(description = "longer than 200 ms", examples = "12") long slow,
            @Schema(description = "of 99.9 % without a server error; null if nothing was asked", examples = "0") @Nullable Double errorBurn,
            @Schema(description = "of 99 % within 200 ms; null if nothing was asked", examples = "0.02") @Nullable Double latencyBurn) {

        /** The objectives of docs/operations.md#errorbudgetburns. */
        private static final double MAY_FAIL = 0.001;
        private static final double MAY_BE_SLOW = 0.01;
        private static final double SLOW_MILLIS = 200;

        static Burn of(String window, double seconds, Tally counted, long failed) {
            long requests = counted.count();
            long slow = requests - counted.within(SLOW_MILLIS);
            return new Burn(window, seconds, requests, failed, slow, burn(failed, requests, MAY_FAIL),
                    burn(slow, requests, MAY_BE_SLOW));
        }

        private static @Nullable Double burn(long bad, long all, double mayBe) {
            return all == 0 ? null : Rounded.toHundredth((double) bad / all / mayBe);
        }
    }

    /** Streams of changes. */
    @RegisterForReflection
    public record Streams(
            @Schema(examples = "412") int open,
            @Schema(description = "the longest of the last minutes from a change to its being sent; null if none was ever sent", examples = "18.2") @Nullable Double longestLagMs,
            @Schema(description = "that the service ended, over the last minute", examples = "0") double droppedPerMinute,
            @Schema(description = "for what is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown) {

        static Streams of(int open, @Nullable Double longestLagMs, double droppedPerMinute) {
            return new Streams(open, longestLagMs, droppedPerMinute,
                    longestLagMs == null ? Map.of("longest_lag_ms", "no change was sent yet") : Map.of());
        }
    }
}
