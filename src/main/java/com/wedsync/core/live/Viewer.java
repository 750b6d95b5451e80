package com.wedsync.core.live;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;
import com.wedsync.core.http.Outlet;

import io.vertx.core.buffer.Buffer;

/** One open stream. Who is slow misses figures, which the next ones replace, and is left after a while. */
final class Viewer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Outlet outlet;
    private final Credential credential;

    Viewer(Outlet outlet, Credential credential) {
        this.outlet = outlet;
        this.credential = credential;
    }

    /** {@code false} if the client wants no more than the head. */
    boolean start(Duration retry) {
        return outlet.start(retry);
    }

    void send(Buffer event) {
        if (!outlet.isFull()) {
            outlet.write(event);
        }
    }

    boolean isGone() {
        return outlet.isGone();
    }

    /** Why it has to end now; {@code null} if it may go on. */
    @Nullable
    String reasonToEnd(Instant now) {
        Instant expiry = credential.expiry();
        if (expiry != null && !now.isBefore(expiry)) {
            return "token_expired";
        }
        return outlet.isFull() && outlet.silence().compareTo(PATIENCE) > 0 ? "slow" : null;
    }

    void end(String reason) {
        outlet.end(bye(reason));
    }

    /** The replica stops. */
    void leave() {
        outlet.leave(bye("shutdown"));
    }

    private static Buffer bye(String reason) {
        return event("bye", "{\"reason\":\"" + reason + "\",\"reconnect\":" + !reason.equals("token_expired") + "}");
    }

    static Buffer event(String name, String data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data + "\n\n");
    }
}
