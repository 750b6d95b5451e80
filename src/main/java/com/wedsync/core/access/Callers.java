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

    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller of the current request. */
    public Caller current() {
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
