package com.wedsync.core.access;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Takes what the caller of a request showed, and says later whether it still holds. */
@ApplicationScoped
public class Credentials {

    /** Where the verification of an API key leaves its {@link ApiKeyToken}. */
    static final String KEY = "wedsync.key";

    private final SecurityIdentity identity;
    private final KeyVerification verification;

    Credentials(SecurityIdentity identity, KeyVerification verification) {
        this.identity = identity;
        this.verification = verification;
    }

    /** Of the current request. */
    public Credential current() {
        ApiKeyToken key = identity.getAttribute(KEY);
        return new Credential(Callers.of(identity), key == null ? expiry() : null, key);
    }

    private @Nullable Instant expiry() {
        return identity.getPrincipal() instanceof JsonWebToken token ? Instant.ofEpochSecond(token.getExpirationTime()) : null;
    }

    /** Whether an API key may still be used, for the same as before. Tokens hold until they expire. */
    public Uni<Boolean> holds(Credential credential) {
        ApiKeyToken key = credential.key();
        return key == null ? Uni.createFrom().item(true)
                : verification.verify(key).map(found -> found.isPresent() && found.get().caller().equals(credential.caller()));
    }
}
