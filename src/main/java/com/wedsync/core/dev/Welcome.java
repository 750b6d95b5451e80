package com.wedsync.core.dev;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.wedsync.core.access.Role;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServer;

/** What a developer wants to know after a start. */
@IfBuildProfile("dev")
@Singleton
class Welcome {

    private final HttpServer http;
    private final int managementPort;
    private final DevelopmentTokens tokens;

    Welcome(HttpServer http, @ConfigProperty(name = "quarkus.management.port") int managementPort,
            DevelopmentTokens tokens) {
        this.managementPort = managementPort;
        this.http = http;
        this.tokens = tokens;
    }

    void print() {
        String url = "http://localhost:" + http.getPort();
        System.out.println("""

                core-database is ready, on %4$s
                  page       %1$s/
                  demo       %1$s%5$s   one wedding on two devices
                  API docs   %1$s/q/swagger-ui/
                  probes     http://localhost:%2$d/q/health
                  try        curl -H 'Authorization: Bearer %3$s' %1$s/api/database/health
                """.formatted(url, managementPort, token(),
                DevelopmentDatabase.started() == null ? "the database you named" : "an embedded PostgreSQL with demo data",
                DemoPage.PATH));
    }

    private String token() {
        return tokens.of("developer", Role.SERVICE).orElse("<a token of your key set>");
    }
}
