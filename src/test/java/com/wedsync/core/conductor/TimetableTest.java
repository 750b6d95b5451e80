package com.wedsync.core.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static Timetable timetable(String hours, Set<DayOfWeek> days) {
        return new Timetable(Hours.parse(hours), LONDON, days, Timetable.Source.CONFIGURED);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @ParameterizedTest
    @CsvSource({
            "2026-06-01T00:59:59Z, false",
            "2026-06-01T01:00:00Z, true",
            "2026-06-01T03:59:59Z, true",
            "2026-06-01T04:00:00Z, false",
            "2026-12-01T01:30:00Z, false",
            "2026-12-01T02:00:00Z, true" })
    void a_window_is_open_by_the_clock_on_the_wall_summer_and_winter(Instant now, boolean open) {
        assertThat(timetable("02:00-05:00", DAILY).open(now).isPresent()).isEqualTo(open);
    }

    @Test
    void a_window_may_end_on_the_next_day_which_need_not_be_one_of_its_days() {
        Timetable fridays = timetable("22:00-04:00", EnumSet.of(DayOfWeek.FRIDAY));

        assertThat(fridays.open(at("2026-06-06T02:59:00Z"))).as("Saturday morning").isPresent();
        assertThat(fridays.open(at("2026-06-06T21:30:00Z"))).as("Saturday evening").isEmpty();
        assertThat(fridays.next(at("2026-06-06T03:00:00Z")).opensAt()).isEqualTo(at("2026-06-12T21:00:00Z"));
        assertThat(fridays.previous(at("2026-06-05T20:00:00Z")).closesAt()).isEqualTo(at("2026-05-30T03:00:00Z"));
    }

    @Test
    void an_hour_that_the_clock_skips_begins_after_the_skip_and_one_that_comes_twice_is_the_first() {
        Timetable daily = timetable("01:30-03:00", DAILY);

        assertThat(daily.next(at("2026-03-28T12:00:00Z"))).as("clocks go forward at 01:00Z")
                .isEqualTo(new Window(at("2026-03-29T01:30:00Z"), at("2026-03-29T02:00:00Z")));
        assertThat(daily.next(at("2026-10-24T12:00:00Z"))).as("clocks go back at 01:00Z")
                .isEqualTo(new Window(at("2026-10-25T00:30:00Z"), at("2026-10-25T03:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "2-5", "02:00", "02:00-25:00", "02:00-05:00-06:00", "03:00-03:00", "night" })
    void what_is_not_a_window_is_refused_with_its_text(String text) {
        assertThatThrownBy(() -> Hours.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("window");
    }

    @Test
    void a_time_zone_that_there_is_not_is_refused() {
        assertThatThrownBy(() -> new ZoneConverter().convert("Europe/Londres")).hasMessageContaining("Europe/Londres");
        assertThat(new ZoneConverter().convert("Europe/London")).isEqualTo(LONDON);
    }
}
