package com.wedsync.core.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.netflix.concurrency.limits.Limit;

/** Counts who is in, keeps the others waiting or refuses them. Takes its limit from the time that those who are in take. */
final class Gate {

    private final Limit limit;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final FairQueue<Visit> queue = new FairQueue<>();
    private final Overload overload;
    private int inFlight;

    Gate(Limit limit, Patience patience, LongSupplier nanoTime) {
        this.limit = limit;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.overload = new Overload(patience);
    }

    /**
     * Who may wait. In a burst, or a moment's hiccup, waiting is better than being refused; under overload whoever waits only
     * makes everybody later, and comes again after being refused.
     *
     * @param burst as many may wait in a burst; if more would, it is none
     * @param longest when everybody has had to wait for long, and that for so long, it is overload
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

    /** Who is turned away for it, {@code visit} itself if need be. Overload turns away nobody who waits already. */
    private @Nullable Visit keepWaiting(Visit visit) {
        if (queue.size() == 0) {
            overload.turn(visit.since, 0);
        }
        overload.waits(visit.since, queue.size() >= patience.burst);
        if (queue.size() < overload.room(limit.getLimit())) {
            queue.add(visit.caller, visit);
            return null;
        }
        Visit evicted = queue.evictFor(visit.caller);
        if (evicted != null) {
            queue.add(visit.caller, visit);
        }
        Visit turnedAway = evicted == null ? visit : evicted;
        turnedAway.state = State.ENDED;
        overload.refuses();
        return turnedAway;
    }

    /** Lets in whose turn it is, while there is room: the limit may have grown. */
    private List<Visit> letIn(long now) {
        List<Visit> next = new ArrayList<>();
        while (inFlight < limit.getLimit() && queue.size() > 0) {
            Visit visit = Objects.requireNonNull(queue.poll());
            visit.enter(now);
            next.add(visit);
        }
        return next;
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

    synchronized boolean isOverloaded() {
        overload.used(nanoTime.getAsLong(), inFlight, limit.getLimit());
        return overload.lasts();
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
            Visit turnedAway = null;
            List<Visit> next;
            boolean in;
            synchronized (Gate.this) {
                since = nanoTime.getAsLong();
                overload.used(since, inFlight, limit.getLimit());
                overload.comes();
                next = letIn(since);
                in = queue.size() == 0 && inFlight < limit.getLimit();
                if (in) {
                    enter(since);
                } else {
                    turnedAway = keepWaiting(this);
                }
            }
            next.forEach(visit -> visit.admitted.run());
            if (turnedAway != null) {
                turnedAway.refused.run();
            }
            if (in) {
                admitted.run();
            }
        }

        boolean isWaiting() {
            synchronized (Gate.this) {
                return state == State.WAITING;
            }
        }

        /** Is refused if it waits still. */
        void giveUp() {
            boolean waited;
            synchronized (Gate.this) {
                waited = state == State.WAITING;
                if (waited) {
                    queue.remove(caller, this);
                    state = State.ENDED;
                }
            }
            if (waited) {
                refused.run();
            }
        }

        private void enter(long now) {
            inFlight++;
            state = State.IN;
            overload.turn(now, now - since);
            since = now;
        }

        /** The request is over, or its client has gone; whoever is next comes in. Calling it again does nothing. */
        void end(boolean dropped) {
            List<Visit> next = List.of();
            synchronized (Gate.this) {
                if (state == State.WAITING) {
                    queue.remove(caller, this);
                } else if (state == State.IN) {
                    long now = nanoTime.getAsLong();
                    overload.used(now, inFlight, limit.getLimit());
                    int before = inFlight--;
                    limit.onSample(since, now - since, before, dropped);
                    next = letIn(now);
                }
                state = State.ENDED;
            }
            next.forEach(visit -> visit.admitted.run());
        }
    }
}
