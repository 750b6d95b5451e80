package com.wedsync.core.dev;

import java.time.Duration;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.wedsync.core.access.AuthConfig;
import com.wedsync.core.access.Role;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServer;
import io.smallrye.jwt.build.Jwt;

/** What a developer wants to know after a start. */
@IfBuildProfile("dev")
@Singleton
class Welcome {

    private static final Duration A_WORKING_DAY = Duration.ofHours(12);

    private final HttpServer http;
    private final int managementPort;
    private final AuthConfig auth;

    Welcome(HttpServer http, @ConfigProperty(name = "quarkus.management.port") int managementPort, AuthConfig auth) {
        this.managementPort = managementPort;
        this.http = http;
        this.auth = auth;
    }

    void print() {
        String url = "http://localhost:" + http.getPort();
        System.out.println("""

                core-database is ready, on %4$s
                  page       %1$s/
                  API docs   %1$s/q/swagger-ui/
                  probes     http://localhost:%2$d/q/health
                  try        curl -H 'Authorization: Bearer %3$s' %1$s/api/database/health
                """.formatted(url, managementPort, token(),
                DevelopmentDatabase.started() == null ? "the database you named" : "an embedded PostgreSQL with demo data"));
    }

    private String token() {
        return auth.jwtSecret().map(secret -> Jwt.subject("developer").claim("role", Role.SERVICE)
                .expiresIn(A_WORKING_DAY).signWithSecret(secret)).orElse("<a token of your key set>");
    }
}
