package com.wedsync.core.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * What a write answers if it is committed.
 *
 * @param status 200, 201, 202 or 204
 * @param body sent as JSON; {@code null} for none
 * @param version the entity tag of what was written; {@code null} for none
 * @param location of what was created
 */
public record Outcome(int status, @Nullable Object body, @Nullable Long version, @Nullable URI location) {

    /** Something was changed and looks like this now. */
    public static Outcome changed(Object body, long version) {
        return new Outcome(200, body, version, null);
    }

    /** Something was made. */
    public static Outcome created(Object body, long version, URI location) {
        return new Outcome(201, body, version, location);
    }

    /** It is done, and here is what became of it; the answer as a whole has no version. */
    public static Outcome done(Object body) {
        return new Outcome(200, body, null, null);
    }

    /** It is gone. */
    public static Outcome deleted() {
        return new Outcome(204, null, null, null);
    }
}
