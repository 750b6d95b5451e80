package com.wedsync.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state machine of package-info, looked at every minute unless a test says otherwise. */
class AlertTest {

    private static final Rule RULE = Rule.warning("Heat", Source.of("heat"), Line.above(100, 80), "°", Duration.ofMinutes(5),
            "It is hot.", "Open a window.");
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private Instant now = START;
    private Alert alert = Alert.inactive(new AlertKey("Heat", Severity.WARNING, Map.of()), START);

    @Test
    void a_line_that_is_crossed_for_long_enough_fires_and_one_that_is_not_does_not() {
        look(100.0);
        assertThat(alert.state()).isEqualTo(AlertState.PENDING);
        look(100.0, 4);
        assertThat(alert.state()).isEqualTo(AlertState.PENDING);
        look(99.0);
        assertThat(alert.state()).isEqualTo(AlertState.INACTIVE);
        look(100.0, 6);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.startsAt()).isEqualTo(START.plus(Duration.ofMinutes(7)));
    }

    @Test
    void between_the_two_lines_it_goes_on_firing() {
        fire();
        look(85.0, 60);

        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void it_is_resolved_when_it_was_clear_for_the_calm_without_a_break() {
        fire();
        look(79.0, 4);
        look(90.0);
        look(79.0, 5);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        look(79.0);

        assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert.endsAt()).isEqualTo(now);
    }

    @Test
    void what_is_unknown_neither_fires_nor_resolves_and_stops_the_timers() {
        look(100.0, 3);
        look(null, 60);
        assertThat(alert.state()).isEqualTo(AlertState.PENDING);
        assertThat(alert.unknown()).isEqualTo("nobody knows");
        assertThat(alert.unknownFor()).isEqualTo(Duration.ofMinutes(60));
        look(100.0, 3);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        look(79.0, 2);
        look(null, 60);

        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.value()).as("the newest known one").isEqualTo(79.0);
    }

    @Test
    void where_the_unknown_is_as_bad_as_the_line_it_fires() {
        Rule backup = RULE.when(Rule.Unknown.CROSSED);
        for (int minute = 0; minute <= 5; minute++) {
            alert = alert.next(backup, Sight.unknown("none was reported"), tick());
        }

        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
        assertThat(alert.unknown()).isEqualTo("none was reported");
    }

    @Test
    void a_clock_that_jumps_ahead_counts_for_one_look_only() {
        look(100.0);
        now = now.plus(Duration.ofDays(1));
        look(100.0);

        assertThat(alert.state()).isEqualTo(AlertState.PENDING);
        assertThat(alert.held()).isEqualTo(Alert.LONGEST_STEP);
    }

    @Test
    void a_clock_that_is_set_back_loses_a_look_and_nothing_else() {
        look(100.0, 3);
        now = now.minus(Duration.ofDays(1));
        look(100.0);
        assertThat(alert.held()).isEqualTo(Duration.ofMinutes(2));
        look(100.0, 3);

        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void what_fires_again_and_again_needs_a_longer_calm() {
        for (int i = 0; i < Alert.FLAPS; i++) {
            fire();
            look(0.0, 6);
            assertThat(alert.state()).isEqualTo(i < Alert.FLAPS - 1 ? AlertState.RESOLVED : AlertState.FIRING);
        }
        assertThat(alert.isFlapping()).isTrue();
        look(0.0, 15);

        assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void it_is_forgotten_when_receivers_know_of_its_end_and_it_was_quiet_for_long() {
        fire();
        alert = alert.told(AlertState.FIRING, now);
        look(0.0, 6);
        assertThat(alert.isForgettable()).isFalse();
        alert = alert.told(AlertState.RESOLVED, now);
        assertThat(alert.isForgettable()).as("it may be flapping").isFalse();
        look(0.0, 120);

        assertThat(alert.isForgettable()).isTrue();
    }

    @Test
    void a_series_that_is_gone_is_over() {
        fire();
        for (int minute = 0; minute < 6; minute++) {
            alert = alert.gone(RULE, tick());
        }

        assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(alert.value()).isNull();
    }

    private void fire() {
        look(100.0, 6);
        assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    }

    private void look(@Nullable Double value) {
        look(value, 1);
    }

    private void look(@Nullable Double value, int times) {
        for (int i = 0; i < times; i++) {
            alert = alert.next(RULE, value == null ? Sight.unknown("nobody knows") : Sight.of(value), tick());
        }
    }

    private Instant tick() {
        now = now.plus(Duration.ofMinutes(1));
        return now;
    }
}
