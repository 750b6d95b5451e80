package com.wedsync.core.maintenance;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.SchemaReady;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Looks every few seconds for requests made in SQL, for work that another replica left, and for runs of killed services. */
@Singleton
class MaintenanceSchedule {

    private static final Logger LOG = Logger.getLogger(MaintenanceSchedule.class);

    private final Recovery recovery;
    private final Worker worker;
    private final SchemaGate schema;
    private volatile boolean failing;

    MaintenanceSchedule(Recovery recovery, Worker worker, SchemaGate schema) {
        this.recovery = recovery;
        this.worker = worker;
        this.schema = schema;
    }

    /** What a killed service left is told at once. */
    void begin(@Observes SchemaReady ready) {
        poll().subscribe().with(done -> LOG.debug("Maintenance queue looked at"));
    }

    @Scheduled(every = "${wedsync.maintenance.poll-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        if (!schema.isOpen()) {
            return Uni.createFrom().voidItem();
        }
        return recovery.recover()
                .invoke(() -> {
                    failing = false;
                    worker.wake();
                })
                .onFailure().recoverWithItem(failure -> {
                    report(failure);
                    return null;
                });
    }

    /** Once for a whole outage. */
    private void report(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("The maintenance queue cannot be read cause=%s", failure);
        }
    }
}
