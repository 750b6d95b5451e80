package com.wedsync.core.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.wedsync.core.history.Point;

class QuietHoursTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static List<Point> days(int days, IntToDoubleFunction load) {
        return IntStream.range(0, days * 24).mapToObj(hour -> {
            double value = load.applyAsDouble(hour % 24);
            return new Point(START.plus(Duration.ofHours(hour)), value, value, value);
        }).toList();
    }

    @Test
    void the_quietest_hours_in_a_row_are_found_also_around_midnight() {
        assertThat(QuietHours.of(days(8, hour -> hour >= 3 && hour < 6 ? 1 : 50), UTC, 3)).contains(Hours.parse("03:00-06:00"));
        assertThat(QuietHours.of(days(8, hour -> hour >= 23 || hour < 2 ? 1 : 50), UTC, 3))
                .contains(Hours.parse("23:00-02:00"));
    }

    @Test
    void they_are_hours_of_the_clock_on_the_wall() {
        assertThat(QuietHours.of(days(8, hour -> hour >= 3 && hour < 6 ? 1 : 50), ZoneId.of("Europe/Paris"), 3))
                .contains(Hours.parse("05:00-08:00"));
    }

    @Test
    void one_quiet_hour_between_busy_ones_is_not_quiet() {
        assertThat(QuietHours.of(days(8, hour -> hour == 12 ? 0 : hour >= 2 && hour < 5 ? 5 : 50), UTC, 3))
                .contains(Hours.parse("02:00-05:00"));
    }

    @Test
    void less_than_a_week_teaches_nothing() {
        assertThat(QuietHours.of(days(6, hour -> hour), UTC, 3)).isEmpty();
        assertThat(QuietHours.of(List.of(), UTC, 3)).isEmpty();
    }

    @Test
    void an_hour_that_was_never_seen_might_be_the_busiest() {
        List<Point> seen = days(8, hour -> 50).stream().filter(point -> point.at().atZone(UTC).getHour() != 3).toList();
        assertThat(QuietHours.of(seen, UTC, 3)).isEmpty();
    }
}
