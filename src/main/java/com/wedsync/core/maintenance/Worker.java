package com.wedsync.core.maintenance;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.DedicatedConnections;
import com.wedsync.core.database.Instance;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/**
 * Takes queued runs and has them run, each on a connection of its own, as many at a time as the configuration allows.
 *
 * <p>
 * A run is taken in two steps: its table's advisory lock, then its row. Another replica fails at the first, so that no run
 * is taken twice and no table is worked on by two.
 */
@Singleton
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final String APPLICATION_NAME = "wedsync-maintenance";

    private final Database database;
    private final DedicatedConnections connections;
    private final RunRepository runs;
    private final LockRepository locks;
    private final Runner runner;
    private final MaintenanceConfig config;
    private final Completions completions;

    private final Semaphore slots;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Map<UUID, Active> active = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** A run in this process's hands. */
    record Active(int backendPid, CompletableFuture<Void> end) {
    }

    Worker(@Ops Database database, DedicatedConnections connections, RunRepository runs, LockRepository locks, Runner runner,
            MaintenanceConfig config, Completions completions) {
        this.database = database;
        this.connections = connections;
        this.runs = runs;
        this.locks = locks;
        this.runner = runner;
        this.config = config;
        this.completions = completions;
        this.slots = new Semaphore(config.maxRunning());
    }

    /** Looks at the queue soon, without making the caller wait. */
    void wake() {
        wanted.set(true);
        if (stopping || !slots.tryAcquire()) {
            return;
        }
        wanted.set(false);
        work().subscribe().with(this::leave, failure -> {
            LOG.warnf("The maintenance queue cannot be worked on cause=%s", failure);
            leave(false);
        });
    }

    /** A wake-up that found no slot free was not for nothing: whoever frees one looks again. */
    private void leave(boolean worked) {
        slots.release();
        if (worked || wanted.get()) {
            wake();
        }
    }

    private Uni<Boolean> work() {
        return database.with(runs::hasQueued).chain(queued -> queued
                ? connections.with(APPLICATION_NAME, config.statementTimeout(), config.lockTimeout(), this::workOn)
                : Uni.createFrom().item(false));
    }

    private Uni<Boolean> workOn(Session session) {
        return take(session).chain(taken -> {
            if (taken.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            wake(); // the next slot, if there is one
            return run(session, taken.get()).replaceWith(true);
        });
    }

    private Uni<Optional<MaintenanceRun>> take(Session session) {
        return runs.next(session).chain(next -> next.isEmpty() ? Uni.createFrom().item(next)
                : take(session, next.get()).map(taken -> {
                    wanted.compareAndSet(false, !taken); // another replica was quicker: look for the next
                    return taken ? next : Optional.empty();
                }));
    }

    private Uni<Boolean> take(Session session, MaintenanceRun run) {
        return locks.tryLock(session, run.relation())
                .chain(locked -> locked ? runs.take(session, run.id(), Instance.name()) : Uni.createFrom().item(false));
    }

    /** Runs what {@code session} has the lock for, in this process's hands until it ends. */
    Uni<Void> run(Session session, MaintenanceRun run) {
        Active mine = new Active(session.backendPid(), new CompletableFuture<>());
        active.put(run.id(), mine);
        return runner.run(session, run, () -> stopping).onTermination().invoke(() -> {
            active.remove(run.id());
            mine.end().complete(null);
            completions.ended(run.id());
        });
    }

    /** The runs in this process's hands. */
    Map<UUID, Active> active() {
        return Map.copyOf(active);
    }

    /** Takes no more runs. */
    void stop() {
        stopping = true;
    }
}
