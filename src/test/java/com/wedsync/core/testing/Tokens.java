package com.wedsync.core.testing;

import java.time.Duration;
import java.util.UUID;

import com.wedsync.core.access.Role;

import io.smallrye.jwt.build.Jwt;

/** Tokens as callers of the test suite send them. */
public final class Tokens {

    /** The shared secret that services under test are given. */
    public static final String SECRET = "a-secret-of-the-test-suite-0123456789";

    private Tokens() {
    }

    /** An operator. */
    public static String service() {
        return of("operator", Role.SERVICE, SECRET);
    }

    /** A signed-in person. */
    public static String authenticated() {
        return of("emma", Role.AUTHENTICATED, SECRET);
    }

    /** The signed-in person with this id. */
    public static String user(UUID id) {
        return of(id.toString(), Role.AUTHENTICATED, SECRET);
    }

    public static String of(String subject, String role, String secret) {
        return Jwt.subject(subject).claim("role", role).expiresIn(Duration.ofHours(1)).signWithSecret(secret);
    }
}
