package com.wedsync.core.canary;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** No canary saw another's guests. Answers from memory; what is not known does not keep the service from being ready. */
@Readiness
@ApplicationScoped
class TenantsIsolated implements HealthCheck {

    private final CanaryProbe probe;

    TenantsIsolated(CanaryProbe probe) {
        this.probe = probe;
    }

    @Override
    public HealthCheckResponse call() {
        CanaryProbe.Finding finding = probe.finding();
        return HealthCheckResponse.named("isolation").status(finding != CanaryProbe.Finding.LEAK)
                .withData("finding", finding.name().toLowerCase(Locale.ROOT)).build();
    }
}
