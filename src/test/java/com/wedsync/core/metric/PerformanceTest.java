package com.wedsync.core.metric;

import static com.wedsync.core.metric.Readings.START;
import static com.wedsync.core.metric.Readings.at;
import static com.wedsync.core.metric.Readings.counters;
import static com.wedsync.core.metric.Readings.statement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final Duration SLOW = Duration.ofSeconds(1);

    @Test
    @DisplayName("fault 2: queries per second come from counter deltas over seconds")
    void queries_per_second_come_from_counter_deltas_over_seconds() {
        Reading earlier = at(0, counters(100, 0, 0), null, Map.of(statement(1), new StatementCost(1_000, 500)));
        Reading later = at(60, counters(700, 0, 0), null, Map.of(statement(1), new StatementCost(7_000, 3_500)));

        Performance performance = Performance.between(earlier, later, SLOW);

        assertThat(performance.queriesPerSecond()).isEqualTo(100.0);
        assertThat(performance.transactionsPerSecond()).isEqualTo(10.0);
        assertThat(performance.avgQueryTimeMs()).isEqualTo(0.5);
        assertThat(performance.windowSeconds()).isEqualTo(60.0);
    }

    @Test
    @DisplayName("fault 2: the rate survives a reset of the statistics")
    void a_reset_in_between_counts_from_the_reset() {
        Reading earlier = at(0, counters(1_000_000, 9_000_000, 5), null,
                Map.of(statement(1), new StatementCost(5_000_000, 9e6)));
        Reading later = at(60, counters(300, 5_000, 0), START.plusSeconds(30),
                Map.of(statement(1), new StatementCost(600, 300)));

        Performance performance = Performance.between(earlier, later, SLOW);

        assertThat(performance.transactionsPerSecond()).isEqualTo(10.0);
        assertThat(performance.queriesPerSecond()).isEqualTo(10.0);
        assertThat(performance.cacheHitRatio()).isEqualTo(100.0);
    }

    @Test
    void a_statement_evicted_and_seen_again_makes_no_negative_rate() {
        Reading earlier = at(0, counters(0, 0, 0), null,
                Map.of(statement(1), new StatementCost(9_000, 9_000), statement(2), new StatementCost(100, 10)));
        Reading later = at(10, counters(0, 0, 0), null,
                Map.of(statement(1), new StatementCost(3, 3), statement(3), new StatementCost(17, 17)));

        assertThat(Performance.between(earlier, later, SLOW).queriesPerSecond()).isEqualTo(2.0);
    }

    @Test
    void a_statement_that_was_reset_and_ran_more_often_since_makes_no_negative_time() {
        Reading earlier = at(0, counters(0, 0, 0), null, Map.of(statement(1), new StatementCost(100, 90_000)));
        Reading later = at(10, counters(0, 0, 0), null, Map.of(statement(1), new StatementCost(150, 75)));

        assertThat(Performance.between(earlier, later, SLOW).avgQueryTimeMs()).isEqualTo(0.5);
    }

    @Test
    void a_statement_is_slow_by_its_mean_in_the_window_not_by_its_life() {
        Reading earlier = at(0, counters(0, 0, 0), null,
                Map.of(statement(1), new StatementCost(1, 60_000), statement(2), new StatementCost(1_000_000, 1_000)));
        Reading later = at(10, counters(0, 0, 0), null,
                Map.of(statement(1), new StatementCost(1_001, 60_010), statement(2), new StatementCost(1_000_002, 4_000)));

        assertThat(Performance.between(earlier, later, SLOW).slowQueriesCount()).isEqualTo(1);
    }

    @Test
    void a_ratio_of_few_blocks_is_unknown_with_the_reason() {
        Performance performance = Performance.between(at(0, counters(0, 0, 0), null, Map.of()),
                at(10, counters(0, 50, 50), null, Map.of()), SLOW);

        assertThat(performance.cacheHitRatio()).isNull();
        assertThat(performance.unknown()).containsEntry("cache_hit_ratio",
                "only 100 blocks were read in the window, 1000 are needed");
    }

    @Test
    void a_clock_that_went_back_makes_everything_unknown() {
        Performance performance = Performance.between(at(60, counters(5, 0, 0), null, Map.of()),
                at(0, counters(9, 0, 0), null, Map.of()), SLOW);

        assertThat(performance.queriesPerSecond()).isNull();
        assertThat(performance.transactionsPerSecond()).isNull();
        assertThat(performance.unknown()).containsEntry("transactions_per_second",
                "the server's clock went back between two readings");
    }
}
