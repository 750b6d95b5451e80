package com.wedsync.core.conductor;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.MigrationState;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Lets the conductor look every few seconds, and learn every hour. */
@Singleton
class ConductorSchedule {

    private static final Logger LOG = Logger.getLogger(ConductorSchedule.class);

    private final Conductor conductor;
    private final Timetables timetables;
    private final MigrationState schema;
    private volatile boolean failing;

    ConductorSchedule(Conductor conductor, Timetables timetables, MigrationState schema) {
        this.conductor = conductor;
        this.timetables = timetables;
        this.schema = schema;
    }

    @Scheduled(identity = "conductor", every = "${wedsync.conductor.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return !schema.isDone() ? Uni.createFrom().voidItem()
                : conductor.look().invoke(() -> failing = false).onFailure().recoverWithItem(failure -> {
                    report(failure);
                    return null;
                });
    }

    @Scheduled(identity = "quiet hours", every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> learn() {
        return !schema.isDone() ? Uni.createFrom().voidItem()
                : timetables.learn().onFailure()
                        .invoke(failure -> LOG.debugf("Quiet hours could not be read cause=%s", failure))
                        .onFailure().recoverWithNull();
    }

    /** Once for a whole outage. */
    private void report(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("The conductor cannot look whether maintenance is due cause=%s", failure);
        }
    }
}
