package com.wedsync.core.maintenance;

import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** Runs one run to its end, whatever that is, and has it written. */
@Singleton
class Runner {

    private static final Logger LOG = Logger.getLogger(Runner.class);

    private final TableMaintenance tables;
    private final StatisticsUpdate statistics;
    private final RunRecorder recorder;
    private final LeftoverCleaner cleaner;

    Runner(TableMaintenance tables, StatisticsUpdate statistics, RunRecorder recorder, LeftoverCleaner cleaner) {
        this.tables = tables;
        this.statistics = statistics;
        this.recorder = recorder;
        this.cleaner = cleaner;
    }

    /**
     * On {@code session}, which has the run's lock until it is closed: after the end was written.
     *
     * @param stopping whether the service shuts down, asked when the run fails
     */
    Uni<Void> run(Session session, MaintenanceRun run, BooleanSupplier stopping) {
        return perform(session, run)
                .map(Ending::succeeded)
                .onFailure().recoverWithItem(failure -> ending(run, failure, stopping.getAsBoolean()))
                .call(ending -> recorder.ended(run, ending))
                .call(ending -> tidy(run, ending))
                .invoke(ending -> LOG.infof("Maintenance ended action=%s table=%s run=%s status=%s", run.action().json(),
                        run.tableName(), run.id(), ending.status().json()))
                .replaceWithVoid();
    }

    private Uni<RunResult> perform(Session session, MaintenanceRun run) {
        return run.action().needsTable() ? tables.perform(session, run) : statistics.perform(session);
    }

    private static Ending ending(MaintenanceRun run, Throwable failure, boolean stopping) {
        Ending ending = Ending.of(failure, stopping);
        if (ending.problem() != null && ending.problem().status() == 500) {
            LOG.errorf(failure, "Maintenance failed action=%s table=%s run=%s", run.action().json(), run.tableName(), run.id());
        }
        return ending;
    }

    /** When the backend was ended, it left its half-built indexes, and its lock is free. */
    private Uni<Leftovers> tidy(MaintenanceRun run, Ending ending) {
        return run.action().isReindex() && ending.status() == RunStatus.INTERRUPTED
                ? cleaner.clean(run.relation()).onFailure().recoverWithItem(Leftovers.NONE)
                : Uni.createFrom().item(Leftovers.NONE);
    }
}
