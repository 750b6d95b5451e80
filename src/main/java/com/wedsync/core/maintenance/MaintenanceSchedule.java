package com.wedsync.core.maintenance;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Looks every few seconds for requests made in SQL, for work that another replica left, and for runs of killed services. */
@Singleton
class MaintenanceSchedule {

    private static final Logger LOG = Logger.getLogger(MaintenanceSchedule.class);

    private final Recovery recovery;
    private final Worker worker;
    private volatile boolean failing;

    MaintenanceSchedule(Recovery recovery, Worker worker) {
        this.recovery = recovery;
        this.worker = worker;
    }

    @Scheduled(every = "${wedsync.maintenance.poll-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
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
