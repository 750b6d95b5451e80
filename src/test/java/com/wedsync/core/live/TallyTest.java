package com.wedsync.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class TallyTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Timer reads = timer("read");
    private final Timer writes = timer("write");

    @Test
    void timers_are_added_up_bucket_by_bucket() {
        times(reads, 10, 3);
        times(writes, 5, 150);
        times(writes, 1, 900);

        Tally tally = Tally.of(List.of(reads, writes));

        assertThat(tally.count()).isEqualTo(16);
        assertThat(tally.bounds()).containsExactly(5, 200, 500);
        assertThat(tally.cumulative()).containsExactly(10, 15, 15);
        assertThat(tally.within(200)).isEqualTo(15);
    }

    @Test
    void a_difference_is_what_was_counted_in_between() {
        times(reads, 10, 3);
        Tally before = Tally.of(List.of(reads));
        times(reads, 4, 150);

        Tally between = Tally.of(List.of(reads)).since(before);

        assertThat(between.count()).isEqualTo(4);
        assertThat(between.cumulative()).containsExactly(0, 4, 4);
    }

    @Test
    void what_was_counted_first_after_the_beginning_counts_from_nothing() {
        times(reads, 2, 3);

        assertThat(Tally.of(List.of(reads)).since(Tally.NOTHING).count()).isEqualTo(2);
    }

    @Test
    void quantiles_lie_straight_between_bounds_as_prometheus_has_them() {
        times(reads, 50, 3);
        times(reads, 50, 100);

        Tally tally = Tally.of(List.of(reads));

        assertThat(tally.quantile(0.25)).isEqualTo(2.5);
        assertThat(tally.quantile(0.5)).isEqualTo(5.0);
        assertThat(tally.quantile(0.75)).isEqualTo(102.5);
    }

    @Test
    void a_quantile_of_nothing_or_beyond_the_last_bound_is_not_known() {
        assertThat(Tally.NOTHING.quantile(0.5)).isNull();

        times(reads, 3, 900);

        assertThat(Tally.of(List.of(reads)).quantile(0.5)).isNull();
    }

    @Test
    void a_burn_of_1_uses_up_exactly_what_may_fail() {
        times(reads, 990, 3);
        times(reads, 10, 300);

        LiveReport.Burn burn = LiveReport.Burn.of("1h", 3600, Tally.of(List.of(reads)), 2);

        assertThat(burn.errorBurn()).isEqualTo(2.0); // 2 of 1000, and 1 may fail
        assertThat(burn.latencyBurn()).isEqualTo(1.0); // 10 of 1000, and 10 may be slow
        assertThat(burn.slow()).isEqualTo(10);
    }

    @Test
    void nothing_asked_burns_nothing_that_is_known() {
        assertThat(LiveReport.Burn.of("1h", 3600, Tally.NOTHING, 0).errorBurn()).isNull();
    }

    private Timer timer(String kind) {
        return Timer.builder("requests").tag("kind", kind)
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofMillis(500))
                .register(registry);
    }

    private static void times(Timer timer, int times, int millis) {
        for (int n = 0; n < times; n++) {
            timer.record(Duration.ofMillis(millis));
        }
    }
}
