package com.wedsync.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.wedsync.core.admission.Gate.Patience;
import com.wedsync.core.admission.Gate.Visit;

class GateTest {

    private final List<String> admitted = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final Gate gate = new Gate(FixedLimit.of(2), overloaded(2), now::get);

    @Test
    void what_has_room_comes_in_what_may_wait_waits_and_the_rest_is_refused() {
        List<Visit> visits = IntStream.rangeClosed(1, 7).mapToObj(n -> arrive("a" + n)).toList();

        assertThat(admitted).containsExactly("a1", "a2");
        assertThat(gate.waiting()).isEqualTo(4);
        assertThat(refused).containsExactly("a7");

        visits.get(1).end(false);
        assertThat(admitted).containsExactly("a1", "a2", "a3");
        assertThat(gate.inFlight()).isEqualTo(2);
    }

    @Test
    void callers_take_turns() {
        List<Visit> first = List.of(arrive("a1"), arrive("a2"));
        List.of("a3", "a4", "a5", "b1").forEach(this::arrive);

        first.forEach(visit -> visit.end(false));

        assertThat(admitted).containsExactly("a1", "a2", "a3", "b1");
    }

    @Test
    void a_burst_makes_room_for_who_comes_after_it() {
        List.of("a1", "a2", "a3", "a4", "a5", "a6").forEach(this::arrive);

        arrive("b1");
        arrive("b2");
        arrive("a7");

        assertThat(refused).containsExactly("a6", "a5", "a7");
        assertThat(gate.waiting()).isEqualTo(4);
    }

    @Test
    void a_burst_waits_and_many_refusals_are_overload() {
        Gate patient = new Gate(FixedLimit.of(1), new Patience(5, Duration.ofDays(1), 2), now::get);
        List<Visit> burst = Stream.of("a1", "b1", "c1", "d1", "e1", "f1").map(name -> arrive(patient, name)).toList();
        assertThat(patient.waiting()).isEqualTo(5);
        List<String> tooMany = IntStream.range(0, 15).mapToObj(n -> "g" + n).toList();
        tooMany.forEach(name -> arrive(patient, name));
        assertThat(refused).as("a burst has a bound").containsExactlyElementsOf(tooMany);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        arrive(patient, "i1");
        assertThat(refused).as("15 of 21 were refused, one found room: twice the limit wait on").endsWith("g14", "f1", "e1",
                "d1", "i1");

        burst.forEach(visit -> visit.end(false));
        assertThat(patient.waiting()).isZero();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        Visit calm = arrive(patient, "a2");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        List.of("b2", "c2", "d2", "e2", "f2").forEach(name -> arrive(patient, name));
        assertThat(patient.waiting()).as("nobody was refused in the last second: another burst").isEqualTo(5);
        calm.end(false);
        assertThat(admitted).endsWith("c1", "a2", "b2");
    }

    @Test
    void bursts_that_are_cut_off_again_and_again_are_no_overload() {
        Gate patient = new Gate(FixedLimit.of(1), new Patience(3, Duration.ofDays(1), 1), now::get);
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
    void overload_is_forgotten_when_nobody_comes() {
        Gate patient = new Gate(FixedLimit.of(1), new Patience(2, Duration.ofDays(1), 1), now::get);
        List<Visit> visits = IntStream.range(0, 21).mapToObj(n -> arrive(patient, "a" + n)).toList();
        assertThat(refused).hasSize(18);
        visits.forEach(visit -> visit.end(false));

        now.addAndGet(Duration.ofHours(1).toNanos());
        Stream.of("a2", "b2", "c2").forEach(name -> arrive(patient, name));

        assertThat(patient.waiting()).isEqualTo(2);
    }

    @Test
    void a_queue_in_which_nobody_gets_a_turn_is_overload() {
        Gate patient = new Gate(FixedLimit.of(1), new Patience(5, Duration.ofMillis(500), 2), now::get);
        Stream.of("a1", "b1", "c1", "d1", "e1").forEach(name -> arrive(patient, name));
        now.addAndGet(Duration.ofMillis(499).toNanos());
        arrive(patient, "f1");
        assertThat(refused).isEmpty();

        now.addAndGet(Duration.ofMillis(1).toNanos());
        arrive(patient, "g1");

        assertThat(refused).containsExactly("f1", "e1", "d1", "g1");
    }

    @Test
    void who_goes_while_waiting_is_forgotten_and_takes_no_room() {
        Visit in = arrive("a1");
        arrive("a2");
        Visit gone = arrive("a3");
        arrive("a4");

        gone.end(true);
        gone.end(true);
        in.end(false);

        assertThat(admitted).containsExactly("a1", "a2", "a4");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void an_end_that_is_told_twice_counts_once() {
        Visit visit = arrive("a1");
        visit.end(false);
        visit.end(false);

        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void the_limit_shrinks_when_requests_take_longer_than_usual_and_recovers() {
        Gate adaptive = new Gate(Gradient2Limit.newBuilder().minLimit(4).initialLimit(20).maxConcurrency(100).build(),
                overloaded(1), now::get);
        work(adaptive, 300, 2_000_000);
        int usual = adaptive.limit();

        work(adaptive, 2, 40_000_000);
        int overloaded = adaptive.limit();
        work(adaptive, 3000, 2_000_000);

        assertThat(overloaded).isLessThan(usual / 2);
        assertThat(adaptive.limit()).isGreaterThan(overloaded);
    }

    @Test
    void nobody_is_lost_or_let_in_beyond_the_limit_by_many_threads() {
        Gate crowded = new Gate(FixedLimit.of(5), overloaded(10), System::nanoTime);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger decided = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 2000; n++) {
                String caller = "c" + n % 7;
                threads.execute(() -> {
                    Visit[] visit = new Visit[1];
                    visit[0] = crowded.visit(caller, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                        decided.incrementAndGet();
                        visit[0].end(false);
                    }, decided::incrementAndGet);
                    visit[0].arrive();
                });
            }
        }
        assertThat(decided).hasValue(2000);
        assertThat(most.get()).isBetween(1, 5);
        assertThat(crowded.inFlight()).isZero();
        assertThat(crowded.waiting()).isZero();
    }

    private static Patience overloaded(double perLimit) {
        return new Patience(0, Duration.ZERO, perLimit);
    }

    private Visit arrive(String name) {
        return arrive(gate, name);
    }

    private Visit arrive(Gate gate, String name) {
        Visit visit = gate.visit(name.substring(0, 1), () -> admitted.add(name), () -> refused.add(name));
        visit.arrive();
        return visit;
    }

    private void work(Gate busy, int requests, long nanos) {
        for (int n = 0; n < requests; n++) {
            List<Visit> visits = IntStream.range(0, busy.limit()).mapToObj(i -> {
                Visit visit = busy.visit("a", () -> {
                }, () -> {
                });
                visit.arrive();
                return visit;
            }).toList();
            now.addAndGet(nanos);
            visits.forEach(visit -> visit.end(false));
        }
    }
}
