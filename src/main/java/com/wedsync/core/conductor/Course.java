package com.wedsync.core.conductor;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** How a round goes, for the leader that conducts it. */
final class Course {

    private static final int MAX_TRIES = 3;

    private final Round round;
    private final Instant endsBy;
    private final Pace pace;
    private final LoadMeter meter;
    private final Set<Long> done = new HashSet<>();
    private final Map<Long, Integer> tries = new HashMap<>();
    private volatile @Nullable String yielding;
    private volatile @Nullable Ending ending;
    private volatile boolean cancelled;
    private volatile @Nullable Double worstP95;
    private int performed;

    /** How it is to end. */
    record Ending(RoundState state, String reason) {
    }

    Course(Round round, Instant endsBy, Pace pace, LoadMeter meter) {
        this.round = round;
        this.endsBy = endsBy;
        this.pace = pace;
        this.meter = meter;
    }

    Round round() {
        return round;
    }

    LoadMeter meter() {
        return meter;
    }

    /** Oids of what has been worked on, or was tried in vain. */
    Set<Long> done() {
        return Set.copyOf(done);
    }

    boolean urgentOnly() {
        return round.trigger() == Trigger.CATCH_UP;
    }

    /** Holds what was seen against clock, orders and bounds. */
    void see(Instant now, Load load, Optional<String> stopRequestedBy, boolean stopping) {
        Double p95 = load.p95Ms();
        worstP95 = p95 == null ? worstP95 : worstP95 == null ? p95 : Double.valueOf(Math.max(p95, worstP95));
        yielding = pace.judge(now, load).orElse(null);
        if (stopping) {
            ending = new Ending(RoundState.INTERRUPTED, "the service was shut down");
        } else if (stopRequestedBy.isPresent()) {
            ending = new Ending(RoundState.STOPPED, stopRequestedBy.get() + " had it stopped");
        } else if (!now.isBefore(endsBy)) {
            ending = timeIsUp();
        }
    }

    private Ending timeIsUp() {
        String reason = yielding;
        if (performed > 0 || round.trigger() == Trigger.MANUAL) {
            return new Ending(RoundState.STOPPED, "its time was over");
        }
        return new Ending(round.trigger() == Trigger.WINDOW ? RoundState.MISSED : RoundState.INTERRUPTED,
                reason == null ? "it was begun too late" : "it gave way all the time: " + reason);
    }

    /** How it has to end now; empty if it may go on. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Why it has to give way now; empty if it need not. */
    Optional<String> yielding() {
        return Optional.ofNullable(yielding);
    }

    Pace pace() {
        return pace;
    }

    void begin() {
        cancelled = false;
        worstP95 = null;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** The slowest look's 95th percentile since the step began; null if there were no requests. */
    @Nullable
    Double worstP95() {
        return worstP95;
    }

    /** A step that gave way is tried again, not for ever. */
    void end(Step step, boolean gaveWay) {
        performed++;
        int tried = tries.merge(step.target(), 1, Integer::sum);
        if (!gaveWay || tried >= MAX_TRIES) {
            done.add(step.target());
        }
    }
}
