package com.wedsync.core.health;

import java.time.Duration;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import com.wedsync.core.migration.MigrationState;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * The schema is the one that this version works with. Answers from memory, the phase only: the port is open, and the
 * log has the reason. Who asks before the schema was looked at for the first time waits for that, for the answer is near.
 */
@Readiness
@ApplicationScoped
class SchemaMigrated implements AsyncHealthCheck {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private final MigrationState state;

    SchemaMigrated(MigrationState state) {
        this.state = state;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(state::known)
                .ifNoItem().after(BOUND).fail()
                .onFailure().recoverWithNull()
                .map(known -> answer());
    }

    private HealthCheckResponse answer() {
        return HealthCheckResponse.named("schema").status(state.isDone())
                .withData("phase", state.phase().name().toLowerCase(Locale.ROOT)).build();
    }
}
