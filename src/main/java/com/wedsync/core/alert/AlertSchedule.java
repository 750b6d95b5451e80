package com.wedsync.core.alert;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Looks every few seconds, also while there is no database or no schema: that is what people most want to be told. */
@Singleton
class AlertSchedule {

    private static final Logger LOG = Logger.getLogger(AlertSchedule.class);

    private final Watch watch;
    private final Baseline baseline;

    AlertSchedule(Watch watch, Baseline baseline, MeterRegistry registry) {
        this.watch = watch;
        this.baseline = baseline;
        for (Severity severity : Severity.values()) {
            Gauge.builder("wedsync.alert.firing", watch, known -> firing(known, severity))
                    .description("Alerts of the service itself that fire, as this replica knows")
                    .tag("severity", severity.json())
                    .strongReference(true).register(registry);
        }
        Gauge.builder("wedsync.alert.last.look.timestamp.seconds", watch, known -> known.outlook().at().getEpochSecond())
                .description("When rules were last looked at, Unix time").strongReference(true).register(registry);
    }

    @Scheduled(identity = "alerts", every = "${wedsync.alert.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return watch.look().onFailure().recoverWithItem(failure -> {
            LOG.errorf(failure, "Alerts could not be looked at");
            return null;
        });
    }

    /** Without what is usual, the rules that need it know nothing, and say so. */
    @Scheduled(identity = "baseline", every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> learn() {
        return baseline.learn().onFailure().invoke(failure -> LOG.debugf("What is usual could not be read cause=%s", failure))
                .onFailure().recoverWithNull();
    }

    void stop(@Observes ShutdownEvent stopping) {
        watch.leave().subscribe().with(left -> LOG.debug("Another replica may send alerts"));
    }

    private static double firing(Watch watch, Severity severity) {
        return watch.outlook().alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING && alert.key().severity() == severity).count();
    }
}
