package com.wedsync.core.migration;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.MigrationState.Phase;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Migrations as the rest of the service asks for them; keeps {@link MigrationState} and tells when the schema is ready. */
@Singleton
public final class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);

    private final ScriptHistoryRepository history;
    private final Migrator migrator;
    private final DryRun dryRun;
    private final StatusReader reader;
    private final MigrationState state;
    private final Event<SchemaReady> ready;
    private final AtomicBoolean announced = new AtomicBoolean();

    Migrations(ScriptHistoryRepository history, Migrator migrator, DryRun dryRun, StatusReader reader, MigrationState state,
            Event<SchemaReady> ready) {
        this.history = history;
        this.migrator = migrator;
        this.dryRun = dryRun;
        this.reader = reader;
        this.state = state;
        this.ready = ready;
    }

    /**
     * Applies what is pending, on a worker thread; a run of somebody else is a
     * {@link com.wedsync.core.error.Conflict}.
     */
    public Uni<MigrationResult> migrate(String requestedBy) {
        return onWorker(() -> migrate(requestedBy, Duration.ZERO));
    }

    /** Executes what is pending in a throw-away database, on a worker thread. */
    public Uni<MigrationResult> dryRun(String requestedBy) {
        return onWorker(() -> dryRun.run(requestedBy));
    }

    /** What is applied and what is pending, read on a worker thread. */
    public Uni<MigrationStatus> status() {
        return onWorker(reader::read);
    }

    /** {@link #migrate(String)} on the caller's thread, after waiting {@code maxWait} for a run of somebody else. */
    public MigrationResult migrate(String requestedBy, Duration maxWait) {
        MigrationResult result = migrator.migrate(requestedBy, maxWait, new Phases());
        if (result.success()) {
            finish();
            announce();
        } else {
            String reason = String.join("; ", result.errors());
            LOG.errorf("Migration failed requested_by=%s reason=%s", requestedBy, reason);
            state.enter(Phase.FAILED, reason);
        }
        return result;
    }

    /** Makes the schema known as ready if it is; asks the database without a lock. {@link #announce} is the caller's. */
    boolean finishIfUpToDate() {
        boolean upToDate = history.isOfThisPackage() || migrator.isUpToDate();
        if (upToDate) {
            finish();
        }
        return upToDate;
    }

    /** Drops what killed dry runs left on the server; not worth a failure. */
    void dropLeftovers() {
        try {
            dryRun.dropLeftovers();
        } catch (RuntimeException trouble) {
            LOG.debug("Left-over databases of dry runs stay for now", trouble);
        }
    }

    private void finish() {
        if (state.finish()) {
            LOG.info("Schema is up to date");
        }
    }

    boolean isAnnounced() {
        return announced.get();
    }

    /** Lets begin what waits for the schema, once. */
    void announce() {
        if (announced.compareAndSet(false, true)) {
            ready.fire(new SchemaReady());
        }
    }

    private final class Phases implements Migrator.Listener {
        @Override
        public void waiting() {
            LOG.info("Another process migrates this database, waiting for it");
            state.enter(Phase.WAITING, "another process migrates the database");
        }

        @Override
        public void running() {
            state.enter(Phase.RUNNING, "migrations are running");
        }
    }

    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }
}
