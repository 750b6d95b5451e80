package com.wedsync.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.SettableLimit;
import com.wedsync.core.admission.Gate.Patience;
import com.wedsync.core.admission.Gate.Visit;

class GateTest extends Arrivals {

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
    void all_room_that_a_growing_limit_makes_is_filled_by_those_who_wait() {
        SettableLimit limit = SettableLimit.startingAt(1);
        Gate growing = new Gate(limit, new Patience(5, PATIENCE, 1), now::get);
        Visit first = arrive(growing, "a1");
        List.of("b1", "c1", "d1", "e1").forEach(name -> arrive(growing, name));

        limit.setLimit(2);
        arrive(growing, "f1");
        assertThat(admitted).as("nobody overtakes").containsExactly("a1", "b1");
        limit.setLimit(4);
        first.end(false);

        assertThat(admitted).containsExactly("a1", "b1", "c1", "d1", "e1");
        assertThat(growing.waiting()).isEqualTo(1);
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
    void who_gives_up_while_waiting_is_refused_and_nobody_else() {
        Visit in = arrive("a1");
        arrive("a2");
        Visit waits = arrive("a3");
        assertThat(waits.isWaiting()).isTrue();

        waits.giveUp();
        waits.giveUp();
        in.giveUp();

        assertThat(waits.isWaiting()).isFalse();
        assertThat(refused).containsExactly("a3");
        assertThat(gate.waiting()).isZero();
        assertThat(gate.inFlight()).isEqualTo(2);
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
