package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CounterTrailTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final String SERVER = "started at noon";

    private enum Counter {
        BYTES
    }

    private final CounterTrail<Counter> trail = new CounterTrail<>(Duration.ofHours(1));

    @Test
    void a_rate_is_the_difference_of_the_last_two_passes_over_their_distance() {
        add(0, SERVER, 100);
        add(60, SERVER, 700);
        add(120, SERVER, 760);

        assertThat(trail.perSecond(Counter.BYTES).value()).isEqualTo(1.0);
        assertThat(trail.perSecondOverAll(Counter.BYTES).value()).isEqualTo(5.5);
        assertThat(trail.growth(Counter.BYTES).value()).isEqualTo(660);
    }

    @Test
    void one_pass_has_no_rate() {
        add(0, SERVER, 100);

        assertThat(trail.perSecond(Counter.BYTES).value()).isNull();
        assertThat(trail.perSecond(Counter.BYTES).reason()).contains("two passes");
    }

    @Test
    void a_counter_that_went_back_begins_anew() {
        add(0, SERVER, 1_000_000);
        add(60, SERVER, 40);

        assertThat(trail.perSecond(Counter.BYTES).value()).isNull();
        add(120, SERVER, 100);
        assertThat(trail.perSecond(Counter.BYTES).value()).isEqualTo(1.0);
        assertThat(trail.growth(Counter.BYTES).value()).isEqualTo(60);
    }

    @Test
    void a_reset_that_was_outgrown_since_is_seen_by_its_time() {
        add(0, "reset at noon", 100);
        add(60, "reset at half past noon", 5_000_000);

        assertThat(trail.perSecond(Counter.BYTES).value()).isNull();
    }

    @Test
    void another_server_after_a_failover_makes_no_spike() {
        add(0, SERVER, 1_000);
        add(60, "another server", 9_000_000_000L);

        assertThat(trail.perSecond(Counter.BYTES).value()).isNull();
        assertThat(trail.growth(Counter.BYTES).value()).isNull();
    }

    @Test
    void a_gap_of_hours_is_a_mean_over_the_gap() {
        add(0, SERVER, 0);
        add(7_200, SERVER, 7_200);

        assertThat(trail.perSecond(Counter.BYTES).value()).isEqualTo(1.0);
    }

    @Test
    void a_clock_that_went_back_begins_anew() {
        add(60, SERVER, 0);
        add(0, SERVER, 100);

        assertThat(trail.perSecond(Counter.BYTES).value()).isNull();
    }

    @Test
    void passes_older_than_the_trail_are_forgotten() {
        for (int minute = 0; minute <= 120; minute++) {
            add(60L * minute, SERVER, minute);
        }

        assertThat(trail.growth(Counter.BYTES).value()).isEqualTo(60);
    }

    private void add(long seconds, String epoch, long bytes) {
        trail.add(START.plusSeconds(seconds), epoch, new EnumMap<>(Map.of(Counter.BYTES, bytes)));
    }
}
