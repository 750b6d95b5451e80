package com.wedsync.core.dev;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.wedsync.core.access.AuthConfig;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;

/** Tokens that the service of a developer accepts for a working day; none if it verifies tokens with a key set. */
@IfBuildProfile("dev")
@Singleton
class DevelopmentTokens {

    private static final Duration A_WORKING_DAY = Duration.ofHours(12);

    private final AuthConfig auth;

    DevelopmentTokens(AuthConfig auth) {
        this.auth = auth;
    }

    Optional<String> of(String subject, String role) {
        return auth.jwtSecret().map(secret -> Jwt.subject(subject).claim("role", role).expiresIn(A_WORKING_DAY)
                .signWithSecret(secret));
    }
}
