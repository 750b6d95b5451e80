package com.wedsync.core.admission;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.netflix.concurrency.limits.Limit;

/** Counts who is in, keeps the others waiting or refuses them. Takes its limit from the time that those who are in take. */
final class Gate {

    private final Limit limit;
    private final double waitingPerLimit;
    private final LongSupplier nanoTime;
    private final FairQueue<Visit> queue = new FairQueue<>();
    private int inFlight;

    Gate(Limit limit, double waitingPerLimit, LongSupplier nanoTime) {
        this.limit = limit;
        this.waitingPerLimit = waitingPerLimit;
        this.nanoTime = nanoTime;
    }

    /**
     * Somebody who will ask to come in. One of the two is called then, once: at once, or later on the thread of somebody who
     * leaves; neither if the visit is ended while it waits.
     */
    Visit visit(String caller, Runnable admitted, Runnable refused) {
        return new Visit(caller, admitted, refused);
    }

    /** Who is turned away for it, {@code visit} itself if need be; {@code null} if there was room. */
    private @Nullable Visit keepWaiting(Visit visit) {
        Visit turnedAway = null;
        if (queue.size() >= limit.getLimit() * waitingPerLimit) {
            turnedAway = queue.evictFor(visit.caller);
            if (turnedAway == null) {
                visit.state = State.ENDED;
                return visit;
            }
            turnedAway.state = State.ENDED;
        }
        queue.add(visit.caller, visit);
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
            Visit turnedAway = null;
            boolean in;
            synchronized (Gate.this) {
                in = inFlight < limit.getLimit();
                if (in) {
                    inFlight++;
                    enter();
                } else {
                    turnedAway = keepWaiting(this);
                }
            }
            if (in) {
                admitted.run();
            } else if (turnedAway != null) {
                turnedAway.refused.run();
            }
        }

        private void enter() {
            state = State.IN;
            since = nanoTime.getAsLong();
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
