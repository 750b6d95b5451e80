package com.wedsync.core.maintenance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;

/** What was asked for, and how far it is. */
@Singleton
class History {

    private final SchemaGate gate;
    private final Database database;
    private final RunRepository runs;
    private final BackendRepository backends;
    private final TableRepository tables;

    History(SchemaGate gate, @Ops Database database, RunRepository runs, BackendRepository backends, TableRepository tables) {
        this.gate = gate;
        this.database = database;
        this.runs = runs;
        this.backends = backends;
        this.tables = tables;
    }

    Uni<MaintenanceRun> run(UUID id) {
        gate.pass();
        return database.with(session -> runs.find(session, id)
                .map(found -> found.orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND, "There is no run " + id + ".")))
                .chain(run -> withProgress(session, List.of(run)))
                .map(List::getFirst));
    }

    Uni<RunPage> page(RunFilter filter) {
        gate.pass();
        return database.with(session -> tableName(session, filter)
                .chain(name -> runs.page(session, filter, name.isEmpty() ? null : name))
                .map(found -> RunPage.of(found, filter.limit()))
                .chain(page -> withProgress(session, page.runs()).map(list -> new RunPage(list, page.nextCursor()))));
    }

    /** Runs of a table that was dropped can still be asked for, by the name that they show. */
    private Uni<String> tableName(Session session, RunFilter filter) {
        String table = filter.table();
        return table == null ? Uni.createFrom().item("")
                : tables.resolve(session, table).map(Table::name).onFailure(NotFound.class).recoverWithItem(table);
    }

    private Uni<List<MaintenanceRun>> withProgress(Session session, List<MaintenanceRun> found) {
        List<Integer> pids = found.stream().filter(run -> run.status() == RunStatus.RUNNING)
                .map(MaintenanceRun::backendPid).filter(Objects::nonNull).toList();
        return backends.progress(session, pids)
                .map((Map<Integer, Progress> progress) -> found.stream().map(run -> run.with(progress)).toList());
    }
}
