package com.wedsync.core.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Startup;

/**
 * The process works. Says nothing of the database or its schema: restarting this process would mend neither, and would
 * end a migration half-way.
 */
@Liveness
@Startup
@ApplicationScoped
class ProcessAlive implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("process");
    }
}
