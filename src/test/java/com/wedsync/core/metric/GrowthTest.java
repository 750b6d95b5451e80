package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.wedsync.core.metric.Growth.Point;

class GrowthTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NINETY_SECONDS = Duration.ofSeconds(90);

    @Test
    @DisplayName("fault 4: growth per day is measured")
    void steady_growth_is_its_slope() {
        assertThat(Growth.perDay(hourly(48, 1_000_000), HOUR).value()).isCloseTo(24_000_000, within(1.0));
    }

    @Test
    void one_bulk_load_does_not_bend_the_rate() {
        List<Point> points = new ArrayList<>(hourly(48, 1_000));
        Point last = points.removeLast();
        points.add(new Point(last.at(), last.bytes() + 500_000_000));

        assertThat(Growth.perDay(points, HOUR).value()).isCloseTo(24_000, within(2_400.0));
    }

    @Test
    @DisplayName("fault 4: growth without history is unknown, not 0")
    void a_short_history_is_unknown_with_the_reason() {
        List<Point> points = List.of(new Point(Readings.START, 1), new Point(Readings.START.plus(NINETY_SECONDS), 2));

        assertThat(Growth.perDay(points, HOUR))
                .isEqualTo(Measured.unknown("the history covers 1 minutes, 60 are needed"));
        assertThat(Growth.perDay(List.of(), HOUR).value()).isNull();
    }

    private static List<Point> hourly(int hours, long bytesAnHour) {
        List<Point> points = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            points.add(new Point(Readings.START.plus(HOUR.multipliedBy(hour)), 1_000_000_000 + hour * bytesAnHour));
        }
        return points;
    }
}
