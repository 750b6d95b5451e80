package com.wedsync.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.wedsync.core.admission.Gate.Patience;
import com.wedsync.core.admission.Gate.Visit;

/** When overload begins and ends, as those who arrive at the gate notice. */
class OverloadTest extends Arrivals {

    @Test
    void a_burst_waits_up_to_its_bound_and_more_is_overload() {
        Gate patient = patient(1, 5);
        List<Visit> burst = Stream.of("a1", "b1", "c1", "d1", "e1", "f1").map(name -> arrive(patient, name)).toList();
        assertThat(patient.isOverloaded()).isFalse();
        List<String> tooMany = IntStream.range(0, 15).mapToObj(n -> "g" + n).toList();
        tooMany.forEach(name -> arrive(patient, name));

        assertThat(patient.waiting()).isEqualTo(5);
        assertThat(refused).containsExactlyElementsOf(tooMany);
        assertThat(patient.isOverloaded()).isTrue();
        burst.forEach(visit -> visit.end(false));
        assertThat(admitted).containsExactly("a1", "b1", "c1", "d1", "e1", "f1");
    }

    @Test
    void bursts_that_are_cut_off_again_and_again_are_no_lasting_overload() {
        Gate patient = patient(1, 3);
        for (int second = 0; second < 5; second++) {
            refused.clear();
            String turn = Integer.toString(second);
            List<Visit> burst = Stream.of("a", "b", "c", "d", "e", "f", "g").map(name -> arrive(patient, name + turn))
                    .toList();
            assertThat(refused).as("each time as many wait").hasSize(3);
            burst.forEach(visit -> visit.end(false));
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void a_queue_in_which_nobody_gets_a_turn_is_overload() {
        Gate patient = patient(1, 5);
        Stream.of("a1", "b1", "c1", "d1", "e1").forEach(name -> arrive(patient, name));
        now.addAndGet(PATIENCE.toNanos() - 1);
        arrive(patient, "f1");
        assertThat(refused).isEmpty();

        now.addAndGet(1);
        arrive(patient, "g1");

        assertThat(refused).as("those who wait keep their place").containsExactly("g1");
    }

    @Test
    void a_queue_in_which_everybody_waits_for_long_is_overload() {
        Gate patient = patient(1, 5);
        List<Visit> inside = longQueue(patient, Duration.ofMillis(25));

        assertThat(patient.isOverloaded()).isTrue();
        assertThat(refused).isNotEmpty();
        inside.forEach(visit -> visit.end(false));
        refused.clear();
        List.of("x1", "y1", "z1").forEach(name -> arrive(patient, name));
        assertThat(refused).as("one is in, and one may wait for it").containsExactly("z1");
    }

    @Test
    void a_queue_in_which_somebody_waits_shortly_is_none() {
        Gate patient = patient(1, 5);

        longQueue(patient, Duration.ofMillis(24));

        assertThat(patient.isOverloaded()).isFalse();
        assertThat(refused).isEmpty();
    }

    @Test
    void overload_lasts_while_the_room_is_used_up_and_is_over_when_it_is_not() {
        Gate patient = patient(1, 5);
        longQueue(patient, Duration.ofMillis(25)).forEach(visit -> visit.end(false));
        inUse(patient, 95);
        assertThat(patient.isOverloaded()).as("95 % of the time").isTrue();

        inUse(patient, 85);
        assertThat(patient.isOverloaded()).as("85 % of the time").isFalse();
    }

    @Test
    void where_room_is_left_twice_as_many_may_wait_after_each_look_and_few_again_where_none_is() {
        Gate patient = patient(1, 7);
        overload(patient, 7);
        List<Integer> room = new ArrayList<>();
        for (int look = 0; look < 2; look++) {
            now.addAndGet(Duration.ofMillis(500).toNanos());
            room.add(waitingAtMost(patient, "left" + look));
        }
        Visit lasting = arrive(patient, "long");
        now.addAndGet(Duration.ofMillis(500).toNanos());
        room.add(waitingAtMost(patient, "used", lasting));

        assertThat(room).containsExactly(2, 4, 1);
        assertThat(patient.isOverloaded()).isTrue();
    }

    @Test
    void overload_is_over_when_nobody_comes() {
        Gate patient = patient(1, 5);
        longQueue(patient, Duration.ofMillis(25)).forEach(visit -> visit.end(false));
        assertThat(patient.isOverloaded()).isTrue();
        refused.clear();

        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(patient.isOverloaded()).isFalse();
        Stream.of("a", "b", "c", "d", "e", "f").forEach(name -> arrive(patient, name));

        assertThat(refused).isEmpty();
        assertThat(patient.waiting()).isEqualTo(5);
    }

    private void overload(Gate gate, int burst) {
        List<Visit> all = IntStream.range(0, burst + 2).mapToObj(n -> arrive(gate, "o" + n)).toList();
        all.forEach(visit -> visit.end(false));
        assertThat(gate.isOverloaded()).isTrue();
    }

    /** How many of those who come at once wait, when one is in; all of them leave again. */
    private int waitingAtMost(Gate gate, String name, Visit... inside) {
        List<Visit> crowd = IntStream.range(0, 10).mapToObj(n -> arrive(gate, name + n)).toList();
        int waiting = gate.waiting();
        List.of(inside).forEach(visit -> visit.end(false));
        crowd.forEach(visit -> visit.end(false));
        return waiting;
    }

    private Gate patient(int limit, int burst) {
        return new Gate(FixedLimit.of(limit), new Patience(burst, PATIENCE, 1), now::get);
    }

    /**
     * For a second and more one more waits than may be in flight, so that each waits for {@code turn}; who is in at the end.
     */
    private List<Visit> longQueue(Gate busy, Duration turn) {
        Queue<Visit> visits = new ArrayDeque<>(List.of(arrive(busy, "a0"), arrive(busy, "b0"), arrive(busy, "c0")));
        for (int n = 1; n * turn.toMillis() < 1200; n++) {
            now.addAndGet(turn.toNanos());
            visits.remove().end(false);
            visits.add(arrive(busy, "c" + n));
        }
        return List.copyOf(visits);
    }

    /** For three seconds somebody is in for {@code percent} of the time. */
    private void inUse(Gate gate, int percent) {
        for (int n = 0; n < 30; n++) {
            Visit visit = arrive(gate, "u" + n);
            now.addAndGet(Duration.ofMillis(percent).toNanos());
            visit.end(false);
            now.addAndGet(Duration.ofMillis(100 - percent).toNanos());
        }
    }
}
