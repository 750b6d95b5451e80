package com.wedsync.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import com.wedsync.core.capacity.Trend.Level;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observation;

class TrendTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(28));

    @Test
    void steady_growth_is_its_slope_and_the_band_is_narrow() {
        Trend trend = trend(hours(672, hour -> 1_000_000.0 * hour));

        assertThat(trend.middle()).isCloseTo(24_000_000, within(1.0));
        assertThat(trend.high() - trend.low()).isLessThan(1);
        assertThat(trend.daysSeen()).isCloseTo(28, within(0.1));
    }

    @Test
    void ups_and_downs_of_day_and_night_widen_the_band_and_keep_the_middle() {
        Random noise = new Random(7);
        Trend trend = trend(
                hours(672, hour -> 1_000.0 * hour + 20_000 * Math.sin(hour * Math.PI / 12) + 5_000 * noise.nextGaussian()));

        assertThat(trend.middle()).isCloseTo(24_000, within(2_400.0));
        assertThat(trend.low()).isLessThan(24_000);
        assertThat(trend.high()).isGreaterThan(24_000);
    }

    @Test
    void one_bulk_load_does_not_bend_the_middle() {
        assertThat(trend(hours(672, hour -> 1_000.0 * hour + (hour > 600 ? 5e9 : 0))).middle()).isLessThan(500_000);
    }

    @Test
    void a_faster_last_week_moves_the_fast_edge() {
        Trend trend = trend(hours(672, hour -> hour < 504 ? 1_000.0 * hour : 504_000 + 10_000.0 * (hour - 504)));

        assertThat(trend.high()).isGreaterThan(200_000);
        assertThat(trend.middle()).isLessThan(100_000);
    }

    @Test
    void a_short_history_is_unknown_with_the_reason() {
        assertThat(Trend.of(hours(3, hour -> hour)).reason()).contains("6 hours");
    }

    @Test
    void the_date_is_when_what_is_left_is_used_up() {
        Forecast forecast = Forecast.of("disk", null, "bytes", 40, 100, Measured.of(new Trend(1, 2, 3, 28)), NOW);

        assertThat(forecast.days()).isEqualTo(30);
        assertThat(forecast.daysEarliest()).isEqualTo(20);
        assertThat(forecast.daysLatest()).isEqualTo(60);
        assertThat(forecast.fullAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void what_does_not_grow_is_never_full_and_what_is_full_is_full_now() {
        Forecast shrinking = Forecast.of("disk", null, "bytes", 40, 100, Measured.of(new Trend(-2, -1, 0, 28)), NOW);
        Forecast full = Forecast.of("disk", null, "bytes", 100, 100, Measured.of(new Trend(-2, -1, 0, 28)), NOW);

        assertThat(shrinking.days()).isEqualTo(3650);
        assertThat(shrinking.fullAt()).isNull();
        assertThat(full.days()).isZero();
    }

    @Test
    void of_several_sequences_the_first_to_end_is_observed_and_one_that_is_unknown_does_not_hide_it() {
        List<Observation> observed = CapacityTopic.observations(List.of(
                Forecast.of("sequences", "a", "percent", 40, 100, Measured.unknown("too short"), NOW),
                Forecast.of("sequences", "b", "percent", 40, 100, Measured.of(new Trend(1, 1, 2, 28)), NOW),
                Forecast.unknown("disk", "bytes", 1.0, null, "not configured")));

        assertThat(observed).extracting(Observation::value).containsExactly(null, null, 60.0, 30.0);
        assertThat(observed.getFirst().reason()).isEqualTo("not configured");
    }

    private static Trend trend(List<Level> levels) {
        return Objects.requireNonNull(Trend.of(levels).value());
    }

    private static List<Level> hours(int count, IntToDoubleFunction value) {
        List<Level> levels = new ArrayList<>();
        for (int hour = 0; hour < count; hour++) {
            levels.add(new Level(START.plus(Duration.ofHours(hour)), value.applyAsDouble(hour)));
        }
        return levels;
    }
}
