package com.wedsync.core.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import com.wedsync.core.database.Reachability;
import com.wedsync.core.database.Reachable;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/** The pool answers. However often probes come, the database is asked once a second at most. */
@Readiness
@ApplicationScoped
class DatabaseReachable implements AsyncHealthCheck {

    private final Reachable reachable;

    DatabaseReachable(Reachable reachable) {
        this.reachable = reachable;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return reachable.check().map(DatabaseReachable::answer);
    }

    private static HealthCheckResponse answer(Reachability reachability) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("database")
                .status(reachability.connectionHealthy())
                .withData("latency_ms", Double.toString(reachability.latencyMs()));
        if (reachability.error() != null) {
            answer.withData("error", reachability.error());
        }
        return answer.build();
    }
}
