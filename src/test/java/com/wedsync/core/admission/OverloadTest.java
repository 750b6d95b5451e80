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
    void where_room_is_left_twice_as_many_may_wait_after_each_look_until_it_is_a_burst() {
        Gate patient = overloaded(7);
        List<Integer> room = new ArrayList<>();
        for (int look = 0; look < 2; look++) {
            inUse(patient, 85);
            room.add(room(patient));
        }
        assertThat(room).containsExactly(2, 4);

        inUse(patient, 85);

        assertThat(patient.isOverloaded()).isFalse();
    }

    @Test
    void where_all_room_is_used_and_many_are_refused_few_may_wait_again() {
        Gate patient = overloaded(7);
        inUse(patient, 85);
        assertThat(room(patient)).as("and refuses seven").isEqualTo(2);

        inUse(patient, 95);

        assertThat(room(patient)).isEqualTo(1);
        assertThat(patient.isOverloaded()).isTrue();
    }

    @Test
    void where_all_room_is_used_and_nobody_is_refused_it_is_no_overload() {
        Gate patient = overloaded(7);

        IntStream.rangeClosed(0, 3).forEach(look -> inUse(patient, 100)); // one was refused before the first look

        assertThat(patient.isOverloaded()).isFalse();
    }

    @Test
    void where_half_of_the_room_is_left_overload_is_over_at_once() {
        Gate patient = overloaded(7);

        inUse(patient, 45);

        assertThat(patient.isOverloaded()).isFalse();
    }

    @Test
    void overload_lasts_where_few_are_as_many_as_a_burst() {
        Gate patient = patient(1, 0);
        arrive(patient, "a");
        IntStream.range(0, 5).forEach(n -> arrive(patient, "b" + n));
        now.addAndGet(Duration.ofMillis(500).toNanos());

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

    /** One may be in flight, and one wait. */
    private Gate overloaded(int burst) {
        Gate gate = patient(1, burst);
        IntStream.range(0, burst + 2).mapToObj(n -> arrive(gate, "o" + n)).toList().forEach(visit -> visit.end(false));
        assertThat(gate.isOverloaded()).isTrue();
        return gate;
    }

    /** How many of ten who come at once may wait; all of them leave again. */
    private int room(Gate gate) {
        List<Visit> crowd = IntStream.range(0, 10).mapToObj(n -> arrive(gate, "r" + n)).toList();
        int waiting = gate.waiting();
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

    /** From one look to the next somebody is in for {@code percent} of the time. */
    private void inUse(Gate gate, int percent) {
        Visit visit = arrive(gate, "u");
        now.addAndGet(Duration.ofMillis(5 * percent).toNanos());
        visit.end(false);
        now.addAndGet(Duration.ofMillis(5 * (100 - percent)).toNanos());
        gate.isOverloaded();
    }
}
