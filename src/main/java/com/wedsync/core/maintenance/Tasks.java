package com.wedsync.core.maintenance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Instance;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/**
 * Maintenance that the service itself decides on: runs like any other, with the same lock, report and end, but on a session
 * that the conductor keeps, and never through the queue.
 */
@Singleton
public class Tasks {

    /** First key of the advisory locks that tables have while they are worked on; the second is the table's oid. */
    public static final int LOCKS = LockRepository.KEYSPACE;

    private final Database database;
    private final LockRepository locks;
    private final RunRepository runs;
    private final BackendRepository backends;
    private final TableRepository tables;
    private final AuditLog audit;
    private final Worker worker;

    Tasks(@Ops Database database, LockRepository locks, RunRepository runs, BackendRepository backends, TableRepository tables,
            AuditLog audit, Worker worker) {
        this.database = database;
        this.locks = locks;
        this.runs = runs;
        this.backends = backends;
        this.tables = tables;
        this.audit = audit;
        this.worker = worker;
    }

    /**
     * Performs a task to its end, whatever that is, over one of the dedicated connections; empty if a run for the table is
     * under way elsewhere.
     */
    public Uni<Optional<MaintenanceRun>> perform(Session session, Task task, String requestedBy) {
        UUID id = UUID.randomUUID();
        return locks.tryLock(session, task.relation()).chain(locked -> locked
                ? begin(id, task, requestedBy, session.backendPid())
                        .chain(() -> database.with(own -> runs.find(own, id)))
                        .chain(run -> worker.run(session, run.orElseThrow()))
                        .chain(() -> locks.unlock(session, task.relation()))
                        .chain(() -> database.with(own -> runs.find(own, id)))
                : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> begin(UUID id, Task task, String requestedBy, int backendPid) {
        return database.transaction(session -> runs
                .insertRunning(session, id, task, requestedBy, Instance.name(), backendPid)
                .chain(() -> audit.append(session, requestedBy, task.action().json(), task.table(),
                        Map.of("run_id", id.toString(), "status", RunStatus.RUNNING.json(), "round_id",
                                task.roundId().toString(),
                                "reason", task.reason()))));
    }

    /** Asks the backend that performs a task to give it up. */
    public Uni<Void> cancel(int backendPid) {
        return database.with(session -> backends.cancel(session, backendPid));
    }

    /** What the service's requests took meanwhile. */
    public Uni<Void> setP95(UUID run, double milliseconds) {
        return database.with(session -> runs.setP95(session, run, milliseconds));
    }

    /** The runs of some rounds, in the order in which they were begun. */
    public Uni<List<MaintenanceRun>> ofRounds(Session session, Collection<UUID> rounds) {
        return runs.ofRounds(session, rounds);
    }

    /** What the log-in may do to which of these tables, by their oids: nothing to those that are gone. */
    public Uni<BiPredicate<Action, Long>> permissions(Session session, Collection<Long> relations) {
        return tables.all(session, relations).map(found -> {
            Map<Long, Table> known = found.stream().collect(Collectors.toMap(Table::oid, Function.identity()));
            return (action, relation) -> {
                Table table = known.get(relation);
                return table != null && table.allows(action);
            };
        });
    }
}
