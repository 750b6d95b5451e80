package com.wedsync.core.access;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tokens are verified: by a shared secret or by a key set; one of the two must be given. */
@ConfigMapping(prefix = "wedsync.auth")
public interface AuthConfig {

    /** HS256 with less can be guessed. */
    int MINIMUM_SECRET_BYTES = 32;

    /** The shared HS256 secret, 32 bytes or more. Whoever knows it can make tokens: prefer {@link #jwksUrl()}. */
    Optional<String> jwtSecret();

    /** The https URL of a JSON Web Key Set (http on loopback only); RS256 and ES256 tokens are accepted. */
    Optional<URI> jwksUrl();

    /** How long the key server may take to answer. Raising it lets callers of unknown keys wait longer for a silent server. */
    @WithDefault("4s")
    Duration jwksTimeout();

    /** The key server is asked no more often than this. Raising it makes callers wait longer for a rotated key. */
    @WithDefault("5s")
    Duration jwksPause();

    /** If given, the {@code iss} claim must be this. */
    Optional<String> issuer();

    /** If given, the {@code aud} claim must contain this. */
    Optional<String> audience();
}
