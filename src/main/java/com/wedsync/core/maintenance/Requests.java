package com.wedsync.core.maintenance;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;

/** Puts a request into the queue and waits a little for its end. */
@Singleton
class Requests {

    private final SchemaGate gate;
    private final Database database;
    private final TableRepository tables;
    private final LockRepository locks;
    private final RunRecorder recorder;
    private final Completions completions;
    private final Worker worker;
    private final MaintenanceConfig config;

    Requests(SchemaGate gate, @Ops Database database, TableRepository tables, LockRepository locks, RunRecorder recorder,
            Completions completions, Worker worker, MaintenanceConfig config) {
        this.gate = gate;
        this.database = database;
        this.tables = tables;
        this.locks = locks;
        this.recorder = recorder;
        this.completions = completions;
        this.worker = worker;
        this.config = config;
    }

    /** Ends when the run does, or else in time to answer; gives the run's id. */
    Uni<UUID> request(Action action, @Nullable String tableName, String requestedBy) {
        gate.pass();
        UUID id = UUID.randomUUID();
        completions.expect(id);
        return database.transaction(session -> target(session, action, tableName)
                .chain(table -> enqueue(session, id, action, table.orElse(null), requestedBy)))
                .invoke(worker::wake)
                .chain(() -> completions.await(id, config.answerWithin()))
                .onTermination().invoke(() -> completions.forget(id))
                .replaceWith(id);
    }

    private Uni<Optional<Table>> target(Session session, Action action, @Nullable String tableName) {
        if (!action.needsTable() || tableName == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return tables.resolve(session, tableName).invoke(table -> table.require(action)).map(Optional::of);
    }

    private Uni<Void> enqueue(Session session, UUID id, Action action, @Nullable Table table, String requestedBy) {
        long relation = table == null ? 0 : table.oid();
        return locks.lockRequests(session, relation)
                .chain(() -> locks.inTheWay(session, action, relation))
                .invoke(other -> other.ifPresent(run -> refuse(table, run)))
                .chain(() -> recorder.requested(session, id, action, table, requestedBy));
    }

    private static void refuse(@Nullable Table table, UUID run) {
        throw new Conflict(ProblemType.TABLE_BUSY, table == null ? "The statistics of all tables are being updated already."
                : "Maintenance of " + table.name() + " is running, or is queued already.", Map.of("run_id", run));
    }
}
