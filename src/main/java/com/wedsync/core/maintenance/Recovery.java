package com.wedsync.core.maintenance;

import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Finds runs whose service was killed: the row says running, but the backend that ran it no longer holds the table's lock.
 * A backend that still holds it is still working, for nobody, and is left to end.
 */
@Singleton
class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Database database;
    private final RunRepository runs;
    private final RunRecorder recorder;
    private final LeftoverCleaner cleaner;
    private final Worker worker;

    Recovery(@Ops Database database, RunRepository runs, RunRecorder recorder, LeftoverCleaner cleaner, Worker worker) {
        this.database = database;
        this.runs = runs;
        this.recorder = recorder;
        this.cleaner = cleaner;
        this.worker = worker;
    }

    Uni<Void> recover() {
        Set<UUID> own = worker.active().keySet();
        return database.with(session -> runs.orphans(session, own))
                .onItem().transformToMulti(Multi.createFrom()::iterable)
                .onItem().transformToUniAndConcatenate(run -> recorder.abandoned(run, own)
                        .chain(abandoned -> abandoned ? tidy(run) : Uni.createFrom().voidItem()))
                .collect().asList().replaceWithVoid();
    }

    private Uni<Void> tidy(MaintenanceRun run) {
        LOG.warnf("Maintenance was interrupted: its service was killed action=%s table=%s run=%s instance=%s started_at=%s",
                run.action().json(), run.tableName(), run.id(), run.instance(), run.startedAt());
        if (!run.action().isReindex()) {
            return Uni.createFrom().voidItem();
        }
        return cleaner.clean(run.relation())
                .invoke(leftovers -> LOG.infof("Invalid indexes of interrupted work table=%s dropped=%s kept=%s",
                        run.tableName(), leftovers.dropped(), leftovers.kept()))
                .onFailure().recoverWithNull()
                .replaceWithVoid();
    }
}
