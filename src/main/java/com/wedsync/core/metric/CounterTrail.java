package com.wedsync.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Cumulative counters of the last passes, and how fast they grew.
 *
 * <p>
 * A reset, a restart, a failover or an upgrade begins a new trail: counters from before and after it are not comparable, and a
 * rate over both would be a spike that never was.
 */
public final class CounterTrail<C extends Enum<C>> {

    private static final String TOO_SHORT = "a rate needs two passes without a restart or reset of the statistics in between";

    private final Duration length;
    private final Deque<Entry<C>> entries = new ArrayDeque<>();

    private record Entry<C extends Enum<C>>(Instant at, Object epoch, Map<C, Long> counters) {
    }

    /** @param length passes older than this are forgotten */
    public CounterTrail(Duration length) {
        this.length = length;
    }

    /**
     * @param epoch equal as long as the counters count from the same beginning: the server's start, times of resets
     * @param counters those that the server tells
     */
    public synchronized void add(Instant at, Object epoch, EnumMap<C, Long> counters) {
        Entry<C> last = entries.peekLast();
        Entry<C> next = new Entry<>(at, epoch, Map.copyOf(counters));
        if (last != null && !follows(last, next)) {
            entries.clear();
        }
        entries.addLast(next);
        while (Duration.between(entries.getFirst().at(), at).compareTo(length) > 0 && entries.size() > 2) {
            entries.removeFirst();
        }
    }

    /** How fast a counter grew between the last two passes. */
    public synchronized Measured<Double> perSecond(C counter) {
        return entries.size() < 2 ? Measured.unknown(TOO_SHORT) : rate(counter, beforeLast(), entries.getLast());
    }

    /** How fast a counter grew over the whole trail. */
    public synchronized Measured<Double> perSecondOverAll(C counter) {
        return entries.size() < 2 ? Measured.unknown(TOO_SHORT) : rate(counter, entries.getFirst(), entries.getLast());
    }

    /** By how much a counter grew over the whole trail. */
    public synchronized Measured<Long> growth(C counter) {
        return entries.size() < 2 ? Measured.unknown(TOO_SHORT) : growth(counter, entries.getFirst(), entries.getLast());
    }

    /** By how much a counter grew between the last two passes. */
    public synchronized Measured<Long> lastGrowth(C counter) {
        return entries.size() < 2 ? Measured.unknown(TOO_SHORT) : growth(counter, beforeLast(), entries.getLast());
    }

    private Entry<C> beforeLast() {
        Iterator<Entry<C>> newestFirst = entries.descendingIterator();
        newestFirst.next();
        return newestFirst.next();
    }

    private static <C extends Enum<C>> boolean follows(Entry<C> last, Entry<C> next) {
        return next.at().isAfter(last.at()) && next.epoch().equals(last.epoch())
                && next.counters().entrySet().stream()
                        .allMatch(counter -> counter.getValue() >= last.counters().getOrDefault(counter.getKey(), 0L));
    }

    private static <C extends Enum<C>> Measured<Double> rate(C counter, Entry<C> earlier, Entry<C> later) {
        double seconds = Duration.between(earlier.at(), later.at()).toMillis() / 1000.0;
        return growth(counter, earlier, later).map(growth -> growth / Math.max(seconds, 0.001));
    }

    private static <C extends Enum<C>> Measured<Long> growth(C counter, Entry<C> earlier, Entry<C> later) {
        Long before = earlier.counters().get(counter);
        Long after = later.counters().get(counter);
        return before == null || after == null ? Measured.unknown("the server does not tell")
                : Measured.of(after - before);
    }
}
