package com.wedsync.core.stream;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What all devices together have seen. */
final class Figures {

    final Queue<String> faults = new ConcurrentLinkedQueue<>();
    final Queue<String> byes = new ConcurrentLinkedQueue<>();
    final AtomicInteger disconnects = new AtomicInteger();
    final AtomicInteger told = new AtomicInteger();
    /** From the request to the first event, while everything was up, among the first disconnects, of cold replicas. */
    final Queue<Long> resumeMillisAtFirst = new ConcurrentLinkedQueue<>();
    /** The same after them. */
    final Queue<Long> resumeMillis = new ConcurrentLinkedQueue<>();
    /** The same while a replica or the database was not. */
    final Queue<Long> resumeMillisInOutages = new ConcurrentLinkedQueue<>();
    volatile boolean outage;
    /** While the replicas were started just before, and have hardly been asked for anything. */
    volatile boolean cold;

    void resumed(long millis, boolean disturbed) {
        Queue<Long> kind = disturbed ? resumeMillisInOutages
                : cold ? resumeMillisAtFirst : resumeMillis;
        kind.add(millis);
    }

    static String percentiles(Queue<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? "none"
                : "%d times within %d ms (median), %d ms (p95), %d ms (p99)".formatted(sorted.size(),
                        sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100),
                        sorted.get(sorted.size() * 99 / 100));
    }
}
