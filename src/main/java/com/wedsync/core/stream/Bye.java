package com.wedsync.core.stream;

import java.util.Locale;

/** Why the service ends a stream. */
enum Bye {

    /** This replica stops; another one goes on. */
    SHUTDOWN(true),
    /** The client did not take what was sent; it resumes. */
    SLOW(true),
    /** The caller has nothing to do with the couple or supplier any more, or the API key was revoked. */
    ACCESS_ENDED(false),
    /** The caller's view has changed; it asks again. */
    ACCESS_CHANGED(true),
    /** A new token is needed. */
    TOKEN_EXPIRED(true);

    private final boolean reconnect;

    Bye(boolean reconnect) {
        this.reconnect = reconnect;
    }

    boolean reconnect() {
        return reconnect;
    }

    /** As clients read it. */
    String text() {
        return this == ACCESS_CHANGED ? ACCESS_ENDED.text() : name().toLowerCase(Locale.ROOT);
    }
}
