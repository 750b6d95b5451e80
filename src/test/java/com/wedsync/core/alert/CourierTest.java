package com.wedsync.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import org.junit.jupiter.api.Test;

class CourierTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final BiPredicate<AlertKey, Instant> LOUD = (key, at) -> false;

    private final Courier courier = new Courier(REPEAT, Duration.ofSeconds(5));

    @Test
    void what_fires_is_sent_once_and_again_after_a_while() {
        Alert firing = alert("LockWait", Severity.WARNING, AlertState.FIRING);
        assertThat(courier.due(List.of(firing), LOUD, NOW)).containsOnlyKeys("LockWait");

        Alert told = firing.told(AlertState.FIRING, NOW);
        assertThat(courier.due(List.of(told), LOUD, NOW.plus(REPEAT).minusSeconds(1))).isEmpty();
        assertThat(courier.due(List.of(told), LOUD, NOW.plus(REPEAT))).containsOnlyKeys("LockWait");
    }

    @Test
    void who_was_told_of_the_fire_is_told_of_its_end_and_nobody_else() {
        Alert over = alert("LockWait", Severity.WARNING, AlertState.RESOLVED);

        assertThat(courier.due(List.of(over), LOUD, NOW)).isEmpty();
        assertThat(courier.due(List.of(over.told(AlertState.FIRING, NOW)), LOUD, NOW)).containsOnlyKeys("LockWait");
        assertThat(courier.due(List.of(over.told(AlertState.RESOLVED, NOW)), LOUD, NOW)).isEmpty();
    }

    @Test
    void an_end_that_could_not_be_told_before_it_is_crossed_anew_is_told() {
        Alert again = alert("LockWait", Severity.WARNING, AlertState.PENDING).told(AlertState.FIRING, NOW);

        assertThat(courier.due(List.of(again), LOUD, NOW)).containsOnlyKeys("LockWait");
    }

    @Test
    void muted_alerts_are_silent_but_their_end_is_told() {
        Alert firing = alert("LockWait", Severity.WARNING, AlertState.FIRING);

        assertThat(courier.due(List.of(firing), (key, at) -> true, NOW)).isEmpty();
        assertThat(courier.due(List.of(alert("LockWait", Severity.WARNING, AlertState.RESOLVED).told(AlertState.FIRING, NOW)),
                (key, at) -> true, NOW)).containsOnlyKeys("LockWait");
    }

    @Test
    void a_warning_is_silent_while_its_critical_alert_fires() {
        Alert warning = alert("LockWait", Severity.WARNING, AlertState.FIRING);
        Alert critical = alert("LockWait", Severity.CRITICAL, AlertState.FIRING);

        assertThat(courier.due(List.of(warning, critical), LOUD, NOW)).containsEntry("LockWait", List.of(critical));
    }

    @Test
    void failures_wait_longer_each_time_up_to_ten_minutes_whatever_the_clock_does() {
        List<Alert> firing = List.of(alert("LockWait", Severity.WARNING, AlertState.FIRING));
        courier.failed("LockWait", NOW);
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(4))).isEmpty();
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(5))).isNotEmpty();
        courier.failed("LockWait", NOW);
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(9))).isEmpty();
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(10))).isNotEmpty();
        for (int i = 0; i < 100; i++) {
            courier.failed("LockWait", NOW);
        }
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(599))).isEmpty();
        assertThat(courier.due(firing, LOUD, NOW.plusSeconds(600))).isNotEmpty();
        assertThat(courier.due(firing, LOUD, NOW.minus(Duration.ofDays(1)))).as("set back").isNotEmpty();
        courier.delivered("LockWait");
        assertThat(courier.isFailing()).isFalse();
    }

    private static Alert alert(String rule, Severity severity, AlertState state) {
        return new Alert(new AlertKey(rule, severity, Map.of()), state, Duration.ZERO, 1.0, null, Duration.ZERO, NOW, NOW,
                state == AlertState.RESOLVED ? NOW : null, List.of(), null, null);
    }
}
