package com.wedsync.core.migration;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** How far this process is with the schema; probes read it, any thread may. */
@Singleton
public final class MigrationState {

    /** See the diagram in the package's description. */
    public enum Phase {
        /** Nothing is known yet; with a {@link #reason()}, the database could not be asked. */
        PENDING,
        /** Another process migrates, or is meant to. */
        WAITING,
        /** This process migrates. */
        RUNNING,
        /** The schema is up to date. */
        DONE,
        /** The last attempt failed. */
        FAILED
    }

    private record Moment(Phase phase, @Nullable String reason) {
    }

    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private volatile Moment now = new Moment(Phase.PENDING, null);

    /** Where the process is. */
    public Phase phase() {
        return now.phase();
    }

    /** Whether the schema is up to date. */
    public boolean isDone() {
        return phase() == Phase.DONE;
    }

    /** Ends when the process has looked for the first time, whatever it saw. */
    public CompletionStage<Void> known() {
        return known.copy(); // who no longer waits must not end it for the others
    }

    /** Why the phase is not {@link Phase#DONE}, in one sentence, where there is a reason worth telling. */
    public Optional<String> reason() {
        return Optional.ofNullable(now.reason());
    }

    /** Done is final: a later run that fails leaves a schema that this process works with. */
    void enter(Phase phase, @Nullable String reason) {
        synchronized (this) {
            if (!isDone()) {
                now = new Moment(phase, reason);
            }
        }
        known.complete(null);
    }

    /** Returns whether this is the first time. */
    boolean finish() {
        boolean first;
        synchronized (this) {
            first = !isDone();
            now = new Moment(Phase.DONE, null);
        }
        known.complete(null);
        return first;
    }
}
