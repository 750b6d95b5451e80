package com.wedsync.core.metric;

import static com.wedsync.core.metric.Readings.START;
import static com.wedsync.core.metric.Readings.counters;
import static com.wedsync.core.metric.Readings.statement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a restart, a crash, a failover or an upgrade does to rates: it makes them unknown for a minute, never a spike. */
class FailoverTest {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Instant LONG_AGO = START.minusSeconds(1_000_000);

    @Test
    void another_server_with_greater_counters_makes_rates_unknown() {
        Performance performance = Performance.between(
                reading(0, LONG_AGO, null, 1_000, LONG_AGO, 500),
                reading(60, LONG_AGO.plusSeconds(77), null, 90_000_000, LONG_AGO.plusSeconds(78), 80_000_000), SLOW);

        assertThat(performance.transactionsPerSecond()).isNull();
        assertThat(performance.queriesPerSecond()).isNull();
        assertThat(performance.unknown()).containsEntry("transactions_per_second",
                "another server answers, or it lost its statistics");
    }

    @Test
    void another_server_with_lesser_counters_makes_rates_unknown() {
        Performance performance = Performance.between(
                reading(0, LONG_AGO, null, 90_000_000, LONG_AGO, 80_000_000),
                reading(60, LONG_AGO.plusSeconds(77), null, 40_000, LONG_AGO.plusSeconds(78), 30_000), SLOW);

        assertThat(performance.transactionsPerSecond()).isNull();
        assertThat(performance.queriesPerSecond()).isNull();
    }

    @Test
    void a_crash_counts_from_the_start_after_it() {
        Performance performance = Performance.between(
                reading(0, LONG_AGO, null, 90_000_000, LONG_AGO, 10),
                reading(60, START.plusSeconds(30), null, 300, LONG_AGO, 10), SLOW);

        assertThat(performance.transactionsPerSecond()).isEqualTo(10.0);
    }

    @Test
    void a_clean_restart_goes_on_counting() {
        Performance performance = Performance.between(
                reading(0, LONG_AGO, null, 90_000_000, LONG_AGO, 10),
                reading(60, START.plusSeconds(30), null, 90_000_600, LONG_AGO, 610), SLOW);

        assertThat(performance.transactionsPerSecond()).isEqualTo(10.0);
        assertThat(performance.queriesPerSecond()).isEqualTo(10.0);
    }

    @Test
    void statements_of_a_server_that_lost_its_file_of_statements_are_unknown_once() {
        StatementWindows windows = new StatementWindows();
        windows.add(reading(0, LONG_AGO, null, 1, LONG_AGO, 80_000_000));
        windows.add(reading(60, LONG_AGO, null, 2, Instant.EPOCH, 9));
        assertThat(windows.newest().value()).isNull();

        windows.add(reading(120, LONG_AGO, null, 3, Instant.EPOCH, 12));
        assertThat(costs(windows)).containsExactly(Map.entry(statement(1), new StatementCost(3, 3)));
    }

    @Test
    void what_did_not_run_is_not_in_the_window() {
        StatementWindows windows = new StatementWindows();
        windows.add(reading(0, LONG_AGO, null, 1, LONG_AGO, 50));
        windows.add(reading(60, LONG_AGO, null, 2, LONG_AGO, 50));

        assertThat(costs(windows)).isEmpty();
    }

    private static Map<StatementKey, StatementCost> costs(StatementWindows windows) {
        return Objects.requireNonNull(windows.newest().value()).costs();
    }

    private static Reading reading(long seconds, Instant started, @Nullable Instant reset, long commits,
            Instant statementsReset,
            long calls) {
        Reading plain = Readings.at(seconds, counters(commits, commits, 0), reset, Map.of());
        ServerReading server = plain.server();
        return new Reading(
                new ServerReading(server.takenAt(), started, reset, server.connections(), server.counters(), server.pass()),
                Measured.of(
                        new StatementReading(Map.of(statement(1), new StatementCost(calls, calls)), StatementCost.NOTHING, 0,
                                statementsReset.atOffset(ZoneOffset.UTC), 5_000)),
                plain.durability());
    }
}
