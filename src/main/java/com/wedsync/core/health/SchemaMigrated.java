package com.wedsync.core.health;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import com.wedsync.core.migration.MigrationState;

/**
 * The schema is the one that this version works with. Answers from memory, the phase only: the port is open, and the
 * log has the reason.
 */
@Readiness
@ApplicationScoped
class SchemaMigrated implements HealthCheck {

    private final MigrationState state;

    SchemaMigrated(MigrationState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema").status(state.isDone())
                .withData("phase", state.phase().name().toLowerCase(Locale.ROOT)).build();
    }
}
