package com.wedsync.core.access;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.ProblemType;

import io.quarkus.security.identity.SecurityIdentity;

/** Tells from the verified token or API key of a request who calls. */
@ApplicationScoped
public class Callers {

    /** Where the verification of an API key leaves the {@link Caller}. */
    static final String ATTRIBUTE = "wedsync.caller";
    /** Where it leaves the key's own limit, an {@link Integer}, if it has one. */
    public static final String REQUESTS_PER_MINUTE = "wedsync.requests-per-minute";

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The caller of the current request, who may do what {@code scope} names. The database holds a key to its scopes as well;
     * it shows what a key may not see as empty, and this says why.
     *
     * @throws Forbidden if it is an API key without the scope
     */
    public Caller current(String scope) {
        Caller caller = current();
        if (!caller.has(scope)) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "The API key lacks the scope '" + scope + "'.");
        }
        return caller;
    }

    /** The caller of the current request. */
    public Caller current() {
        return of(identity);
    }

    /** The caller whom a verified token or API key is of. */
    public static Caller of(SecurityIdentity identity) {
        Caller verified = identity.getAttribute(ATTRIBUTE);
        if (verified != null) {
            return verified;
        }
        if (identity.hasRole(Role.SERVICE)) {
            return Caller.service(String.valueOf(identity.getPrincipal().getName()));
        }
        return identity.hasRole(Role.AUTHENTICATED) ? Caller.user(user(identity.getPrincipal().getName())) : Caller.ANONYMOUS;
    }

    private static UUID user(@Nullable String subject) {
        try {
            return UUID.fromString(String.valueOf(subject));
        } catch (IllegalArgumentException unknown) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "The token's claim 'sub' must be the user's id, a UUID.");
        }
    }
}
