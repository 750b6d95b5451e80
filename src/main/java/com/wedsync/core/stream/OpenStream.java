package com.wedsync.core.stream;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Credential;
import com.wedsync.core.http.Outlet;

/** One client's stream: what it is written to, and for how long it may be. */
abstract sealed class OpenStream permits CoupleStream, SupplierStream {

    private final Outlet outlet;
    private final Credential credential;
    private Runnable left = () -> {
    };
    private boolean started;
    private boolean ended;
    private boolean accessEnded;
    /** Since when the client is waited for, in the time of {@link System#nanoTime}; {@code null} if it is not. */
    private @Nullable Long waitingSince;

    OpenStream(Outlet outlet, Credential credential) {
        this.outlet = outlet;
        this.credential = credential;
    }

    Outlet outlet() {
        return outlet;
    }

    Credential credential() {
        return credential;
    }

    Caller caller() {
        return credential.caller();
    }

    boolean isEnded() {
        return ended;
    }

    /** The stream is over, whoever ended it. */
    void ended() {
        ended = true;
        left.run();
    }

    /** The caller may not be told anything any more. */
    void loseAccess() {
        accessEnded = true;
    }

    boolean hasLostAccess() {
        return accessEnded;
    }

    /** What has to be done then. */
    void onEnd(Runnable action) {
        left = action;
    }

    boolean isStarted() {
        return started;
    }

    /** Sends the head; {@code false} if the client wants no more than that. */
    boolean start(Duration retry) {
        started = true;
        return outlet.start(retry);
    }

    boolean isExpired(Instant now) {
        Instant expiry = credential.expiry();
        return expiry != null && !now.isBefore(expiry);
    }

    boolean hasWaitedFor(Duration patience) {
        Long since = waitingSince;
        return since != null && System.nanoTime() - since >= patience.toNanos();
    }

    /** Goes on at once if the client has taken enough, else when it has. */
    void whenRoom(Loop loop, Runnable then) {
        if (!outlet.isFull()) {
            then.run();
            return;
        }
        waitingSince = System.nanoTime();
        outlet.whenRoom(() -> loop.run(() -> {
            waitingSince = null;
            if (!ended) {
                then.run();
            }
        }));
    }
}
