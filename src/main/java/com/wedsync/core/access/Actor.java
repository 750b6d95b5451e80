package com.wedsync.core.access;

import java.util.Objects;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;

/** Who asked, as the audit log names them. */
@RequestScoped
public class Actor {

    private final SecurityIdentity identity;

    Actor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The token's subject, or its role where it has none. */
    public String name() {
        return Objects.requireNonNullElse(identity.getPrincipal().getName(), Role.SERVICE);
    }
}
