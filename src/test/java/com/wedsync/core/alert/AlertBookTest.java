package com.wedsync.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;

class AlertBookTest {

    private static final Measure ACTIVE = Measure.of("wedsync_slot_active", "", "", "slot");
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private final AlertBook book = new AlertBook(RulesTest.rules());

    @Test
    void each_series_is_an_alert_of_its_own() {
        book.look(at(0, ACTIVE.is("one", 0), ACTIVE.is("two", 0), ACTIVE.is("three", 1)));

        assertThat(book.all()).extracting(alert -> alert.key().labels())
                .containsExactlyInAnyOrder(Map.of("slot", "one"), Map.of("slot", "two"));
    }

    @Test
    void a_measure_that_is_unknown_as_a_whole_makes_all_of_its_alerts_unknown_and_none_go_away() {
        book.look(at(0, ACTIVE.is("one", 0)));
        book.look(at(1, ACTIVE.unknown("the server does not tell")));

        assertThat(book.all()).filteredOn(alert -> alert.key().rule().equals("SlotInactive")).singleElement()
                .satisfies(alert -> {
                    assertThat(alert.state()).isEqualTo(AlertState.PENDING);
                    assertThat(alert.unknown()).isEqualTo("the server does not tell");
                });
    }

    @Test
    void a_series_that_was_dropped_is_over() {
        book.look(at(0, ACTIVE.is("one", 0)));
        book.look(at(1));

        assertThat(book.all()).isEmpty();
    }

    @Test
    void what_another_process_saw_later_counts_also_after_a_restart() {
        for (int minute = 0; minute <= 30; minute++) {
            book.look(at(minute, ACTIVE.is("one", 0)));
        }
        AlertBook restarted = new AlertBook(RulesTest.rules());
        restarted.adopt(book.all());
        restarted.look(at(45, ACTIVE.is("one", 0)));

        assertThat(restarted.all()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(AlertState.FIRING);
            assertThat(alert.startsAt()).isEqualTo(START);
        });
        restarted.adopt(List.of(Alert.inactive(restarted.all().getFirst().key(), START)));
        assertThat(restarted.all()).as("an older one does not").allMatch(alert -> alert.state() == AlertState.FIRING);
    }

    @Test
    void alerts_of_rules_that_there_are_no_longer_are_not_taken_over() {
        book.adopt(List.of(Alert.inactive(new AlertKey("Forgotten", Severity.WARNING, Map.of()), START)));

        assertThat(book.all()).isEmpty();
    }

    private static Snapshot at(int minute, Observation... observations) {
        return new Snapshot(START.plus(Duration.ofMinutes(minute)), Duration.ofSeconds(30), Duration.ofMinutes(3),
                List.of(observations), Map.of());
    }
}
