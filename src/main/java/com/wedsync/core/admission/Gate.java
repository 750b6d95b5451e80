package com.wedsync.core.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.netflix.concurrency.limits.Limit;

/** Counts who is in, keeps the others waiting or refuses them. Takes its limit from the time that those who are in take. */
final class Gate {

    private final Limit limit;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final FairQueue<Visit> queue = new FairQueue<>();
    private final Refusals refusals = new Refusals();
    private int inFlight;
    private long lastTurn;
    private long lastWait;

    Gate(Limit limit, Patience patience, LongSupplier nanoTime) {
        this.limit = limit;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Who may wait. In a burst, or a moment's hiccup, waiting is better than being refused; under overload whoever waits only
     * makes everybody later, and comes again after being refused. It is overload when many are refused all the same while
     * hardly
     * anybody finds room, or when those whose turn it is have waited too long.
     *
     * @param burst as many may wait in a burst
     * @param longest who waits for longer waits in an overloaded queue
     * @param perLimit as many may wait under overload for each that may be in flight
     */
    record Patience(int burst, Duration longest, double perLimit) {
    }

    /**
     * Somebody who will ask to come in. One of the two is called then, once: at once, or later on the thread of somebody who
     * leaves; neither if the visit is ended while it waits.
     */
    Visit visit(String caller, Runnable admitted, Runnable refused) {
        return new Visit(caller, admitted, refused);
    }

    /** How many may wait now. */
    private int room(long now) {
        boolean tooLong = Math.max(lastWait, now - lastTurn) >= patience.longest.toNanos();
        return tooLong || refusals.areMany() ? (int) Math.ceil(limit.getLimit() * patience.perLimit) : patience.burst;
    }

    /** Who is turned away for it, {@code visit} itself if need be. */
    private List<Visit> keepWaiting(Visit visit) {
        long now = nanoTime.getAsLong();
        if (queue.size() == 0) {
            lastTurn = now;
            lastWait = 0;
        }
        int room = room(now);
        List<Visit> turnedAway = new ArrayList<>();
        while (queue.size() > room) {
            turnedAway.add(queue.evict());
        }
        Visit evicted = queue.size() < room ? null : queue.evictFor(visit.caller);
        if (queue.size() < room) {
            queue.add(visit.caller, visit);
        } else {
            turnedAway.add(visit);
        }
        if (evicted != null) {
            turnedAway.add(evicted);
        }
        turnedAway.forEach(refused -> refused.state = State.ENDED);
        refusals.count(turnedAway.size());
        return turnedAway;
    }

    /** The present limit. */
    int limit() {
        return limit.getLimit();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int waiting() {
        return queue.size();
    }

    private enum State {
        WAITING,
        IN,
        ENDED
    }

    /** One request's way through the gate. */
    final class Visit {

        private final String caller;
        private final Runnable admitted;
        private final Runnable refused;
        private State state = State.WAITING;
        private long since;

        private Visit(String caller, Runnable admitted, Runnable refused) {
            this.caller = caller;
            this.admitted = admitted;
            this.refused = refused;
        }

        /** Asks to come in. */
        void arrive() {
            List<Visit> turnedAway = List.of();
            boolean in;
            synchronized (Gate.this) {
                since = nanoTime.getAsLong();
                in = inFlight < limit.getLimit();
                refusals.arrival(since, in);
                if (in) {
                    inFlight++;
                    enter();
                } else {
                    turnedAway = keepWaiting(this);
                }
            }
            if (in) {
                admitted.run();
            }
            turnedAway.forEach(visit -> visit.refused.run());
        }

        private void enter() {
            state = State.IN;
            lastTurn = nanoTime.getAsLong();
            lastWait = lastTurn - since;
            since = lastTurn;
        }

        /** The request is over, or its client has gone; whoever is next comes in. Calling it again does nothing. */
        void end(boolean dropped) {
            Visit next = null;
            synchronized (Gate.this) {
                if (state == State.WAITING) {
                    queue.remove(caller, this);
                } else if (state == State.IN) {
                    limit.onSample(since, nanoTime.getAsLong() - since, inFlight, dropped);
                    next = handOver();
                }
                state = State.ENDED;
            }
            if (next != null) {
                next.admitted.run();
            }
        }

        private @Nullable Visit handOver() {
            inFlight--;
            Visit next = inFlight < limit.getLimit() ? queue.poll() : null;
            if (next != null) {
                inFlight++;
                next.enter();
            }
            return next;
        }
    }
}
