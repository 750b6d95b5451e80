package com.wedsync.core.maintenance;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Writes what becomes of runs, each change together with its audit entry. */
@Singleton
class RunRecorder {

    private static final Logger LOG = Logger.getLogger(RunRecorder.class);
    /** Kind to the pool of the operations plane, whose connections the attempts wait on. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final String SERVICE = "core-database";

    private final Database database;
    private final RunRepository runs;
    private final AuditLog audit;
    private final ObjectMapper mapper;

    RunRecorder(@Ops Database database, RunRepository runs, AuditLog audit, ObjectMapper mapper) {
        this.database = database;
        this.runs = runs;
        this.audit = audit;
        this.mapper = mapper;
    }

    /** A new request, in the transaction of {@code session}. */
    Uni<Void> requested(Session session, UUID id, Action action, @Nullable Table table, String requestedBy) {
        String name = table == null ? null : table.name();
        return runs.insert(session, id, action, table, requestedBy)
                .chain(() -> audit.append(session, requestedBy, action.json(), name,
                        Map.of("run_id", id.toString(), "status", RunStatus.QUEUED.json())));
    }

    /**
     * The end of a run that this process ran. A run may end while the database restarts, or while somebody holds the audit
     * log's head for long: as long as that may pass it is tried again, since a run that is given up here looks interrupted
     * to the {@link Recovery}.
     */
    Uni<Void> ended(MaintenanceRun run, Ending ending) {
        AtomicBoolean told = new AtomicBoolean();
        return database.transaction(session -> runs
                .end(session, run.id(), ending.status(), json(ending.result()), json(ending.problem()))
                .chain(written -> written ? audit(session, run, run.requestedBy(), ending) : Uni.createFrom().voidItem()))
                .onFailure(RunRecorder::mayPass).invoke(failure -> tellOnce(told, run, failure))
                .onFailure(RunRecorder::mayPass).retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely();
    }

    /** An outage, a lock, a conflict: nothing that would be refused each time. */
    private static boolean mayPass(Throwable failure) {
        int status = Problem.of(failure).status();
        return status == 409 || status > 500;
    }

    private static void tellOnce(AtomicBoolean told, MaintenanceRun run, Throwable failure) {
        if (told.compareAndSet(false, true)) {
            LOG.warnf("The end of a run cannot be written yet, trying on run=%s cause=%s", run.id(), failure);
        }
    }

    /** The end of a run that nobody works on any more; false if somebody does, or has written it already. */
    Uni<Boolean> abandoned(MaintenanceRun run, Collection<UUID> own) {
        Ending ending = Ending.abandoned(run.instance());
        @Nullable
        JsonObject problem = json(ending.problem());
        return database.transaction(session -> runs.interrupt(session, run.id(), own, problem)
                .call(written -> written ? audit(session, run, SERVICE, ending) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> audit(Session session, MaintenanceRun run, String actor, Ending ending) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("run_id", run.id().toString());
        detail.put("status", ending.status().json());
        if (ending.problem() != null) {
            detail.put("problem", ending.problem().type().toString());
        }
        return audit.append(session, actor, run.action().json(), run.tableName(), detail);
    }

    private @Nullable JsonObject json(@Nullable Object value) {
        try {
            return value == null ? null : new JsonObject(mapper.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
