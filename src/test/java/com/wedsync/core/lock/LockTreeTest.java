package com.wedsync.core.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LockTreeTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void a_queue_is_a_chain_below_its_root() {
        // 3 queues behind 2, which queues behind the reader 1; the server names for 3 only whom it waits for
        List<LockNode> roots = new LockTree(List.of(runs(1), waits(2, 60, 1), waits(3, 10, 2))).roots();

        assertThat(roots).singleElement().satisfies(root -> {
            assertThat(root.pid()).isEqualTo(1);
            assertThat(root.blockedSessions()).isEqualTo(2);
            assertThat(root.blockedSeconds()).isEqualTo(70);
            assertThat(root.blocked()).singleElement().satisfies(second -> {
                assertThat(second.pid()).isEqualTo(2);
                assertThat(second.blockedSessions()).isEqualTo(1);
                assertThat(second.blocked()).extracting(LockNode::pid).containsExactly(3);
            });
        });
    }

    @Test
    void who_waits_for_two_stands_once_and_counts_for_both() {
        List<LockNode> roots = new LockTree(List.of(runs(1), runs(2), waits(3, 5, 1, 2))).roots();

        assertThat(roots).hasSize(1);
        assertThat(roots.getFirst().blocked().getFirst().waitingFor()).containsExactly(1, 2);
    }

    @Test
    void the_root_with_the_most_waiting_time_behind_it_is_the_first() {
        List<LockNode> roots = new LockTree(List.of(runs(1), waits(11, 3, 1), waits(12, 3, 1), runs(2), waits(21, 100, 2)))
                .roots();

        assertThat(roots).extracting(LockNode::pid).containsExactly(2, 1);
    }

    @Test
    void a_prepared_transaction_is_a_root_without_a_backend() {
        List<LockNode> roots = new LockTree(List.of(runs(0), waits(5, 1, 0))).roots();

        assertThat(roots).singleElement().satisfies(root -> assertThat(root.pid()).isNull());
    }

    @Test
    void a_circle_has_one_root() {
        List<LockNode> roots = new LockTree(List.of(waits(1, 1, 2), waits(2, 1, 1), waits(3, 1, 2))).roots();

        assertThat(roots).hasSize(1);
    }

    @Test
    @Tag("long")
    void a_queue_of_hundreds_that_all_wait_for_all_before_them_is_told_at_once() {
        List<LockSession> sessions = new ArrayList<>(List.of(runs(1)));
        for (int pid = 2; pid <= 300; pid++) {
            sessions.add(waits(pid, 300 - pid, IntStream.range(1, pid).toArray()));
        }

        List<LockNode> roots = new LockTree(sessions).roots();

        assertThat(roots).singleElement().satisfies(root -> assertThat(root.blockedSessions()).isEqualTo(299));
    }

    private static LockSession runs(int pid) {
        return new LockSession(pid, "wedsync_app", "test", "active", null, NOW, List.of(), null, null, null, null, NOW);
    }

    private static LockSession waits(int pid, int seconds, int... blockers) {
        return new LockSession(pid, "wedsync_app", "test", "active", null, NOW, Arrays.stream(blockers).boxed().toList(),
                "ShareLock", "relation", "wedding.guest", NOW.minusSeconds(seconds), NOW);
    }
}
