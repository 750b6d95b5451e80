package com.wedsync.core.health;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import com.wedsync.core.migration.MigrationState;

/** The schema is the one that this version works with. Answers from memory. */
@Readiness
@ApplicationScoped
class SchemaMigrated implements HealthCheck {

    private final MigrationState state;

    SchemaMigrated(MigrationState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("schema").status(state.isDone())
                .withData("phase", state.phase().name().toLowerCase(Locale.ROOT));
        state.reason().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
