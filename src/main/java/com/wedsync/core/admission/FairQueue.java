package com.wedsync.core.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Waiters of several callers, who take turns; each caller's own come in the order in which they arrived.
 * Not for several threads.
 *
 * @param <W> who waits
 */
final class FairQueue<W> {

    /** In the order of turns: who was served goes to the end. */
    private final Map<String, Deque<W>> byCaller = new LinkedHashMap<>();
    private int size;

    int size() {
        return size;
    }

    void add(String caller, W waiter) {
        byCaller.computeIfAbsent(caller, first -> new ArrayDeque<>()).addLast(waiter);
        size++;
    }

    /** The next whose turn it is; {@code null} if nobody waits. */
    @Nullable
    W poll() {
        if (byCaller.isEmpty()) {
            return null;
        }
        Map.Entry<String, Deque<W>> turn = byCaller.entrySet().iterator().next();
        W waiter = turn.getValue().removeFirst();
        byCaller.remove(turn.getKey());
        if (!turn.getValue().isEmpty()) {
            byCaller.put(turn.getKey(), turn.getValue());
        }
        size--;
        return waiter;
    }

    /**
     * Makes room for one more of {@code caller}: takes out the newest waiter of the caller with the most, if that one still
     * has no fewer than {@code caller} afterwards.
     */
    @Nullable
    W evictFor(String caller) {
        int own = byCaller.getOrDefault(caller, new ArrayDeque<>()).size();
        if (byCaller.isEmpty()) {
            return null;
        }
        Map.Entry<String, Deque<W>> most = most();
        if (most.getValue().size() - 1 <= own) {
            return null;
        }
        size--;
        return most.getValue().removeLast(); // who is not the last: the caller has two or more
    }

    private Map.Entry<String, Deque<W>> most() {
        return byCaller.entrySet().stream()
                .reduce((one, other) -> one.getValue().size() > other.getValue().size() ? one : other).orElseThrow();
    }

    /** Takes out a waiter who has gone; does nothing if it was served already. */
    void remove(String caller, W waiter) {
        Deque<W> waiting = byCaller.get(caller);
        if (waiting != null && waiting.remove(waiter)) {
            size--;
            if (waiting.isEmpty()) {
                byCaller.remove(caller);
            }
        }
    }
}
