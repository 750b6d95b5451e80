package com.wedsync.core.conductor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.DedicatedConnections;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.maintenance.MaintenanceConfig;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Begins rounds when they are due, on one replica only: the leader's lock and the work are the same session's, so that who
 * leads and who works cannot come apart, and both end with it.
 */
@Singleton
class Conductor {

    /** Who asks for what nobody else did, in audit log and history. */
    static final String NAME = "core-database";
    private static final String APPLICATION_NAME = "wedsync-conductor";
    private static final Logger LOG = Logger.getLogger(Conductor.class);
    /** Runs are cancelled between the two. */
    private static final int FIRST = 100;
    private static final int LAST = 4000;
    private static final long PATIENCE_SECONDS = 8;

    private final Database database;
    private final DedicatedConnections connections;
    private final RoundRepository rounds;
    private final RoundRecorder recorder;
    private final Agenda agenda;
    private final RoundConductor conducting;
    private final ConductorConfig config;
    private final MaintenanceConfig maintenance;
    private final AtomicReference<@Nullable CompletableFuture<Void>> busy = new AtomicReference<>();
    private volatile boolean stopping;

    Conductor(@Ops Database database, DedicatedConnections connections, RoundRepository rounds, RoundRecorder recorder,
            Agenda agenda, RoundConductor conducting, ConductorConfig config, MaintenanceConfig maintenance) {
        this.database = database;
        this.connections = connections;
        this.rounds = rounds;
        this.recorder = recorder;
        this.agenda = agenda;
        this.conducting = conducting;
        this.config = config;
        this.maintenance = maintenance;
    }

    /** Looks whether a round is due, and conducts it to its end; does nothing while one is being conducted here. */
    Uni<Void> look() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (stopping || !busy.compareAndSet(null, mine)) {
            return Uni.createFrom().voidItem();
        }
        return recover()
                .chain(() -> database.with(agenda::due))
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem()
                        : connections.with(APPLICATION_NAME, maintenance.statementTimeout(), config.lockTimeout(), this::lead))
                .onTermination().invoke(() -> {
                    busy.set(null);
                    mine.complete(null);
                });
    }

    /** Rounds of services that were killed, or lost their database, are over. */
    private Uni<Void> recover() {
        return database.with(rounds::abandoned)
                .onItem().transformToMulti(Multi.createFrom()::iterable)
                .onItem().transformToUniAndConcatenate(round -> recorder.end(round, RoundState.INTERRUPTED,
                        "the service that conducted it, " + round.instance() + ", was killed or lost the database"))
                .collect().asList().replaceWithVoid();
    }

    /** What is due is asked again by the leader: another one may just have done it. */
    private Uni<Void> lead(Session session) {
        return rounds.tryLead(session)
                .chain(leads -> leads ? database.with(agenda::due)
                        : Uni.createFrom().item(Optional.<Agenda.Due> empty()))
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : conduct(session, due.get()));
    }

    private Uni<Void> conduct(Session session, Agenda.Due due) {
        return due.round()
                .map(Optional::of).map(Uni.createFrom()::item)
                .orElseGet(() -> recorder.request(due.trigger(), false, NAME,
                        due.window().map(Window::opensAt).orElse(null), due.length()))
                .chain(round -> round.isEmpty() ? Uni.createFrom().voidItem() : conduct(session, round.get(), due.length()));
    }

    private Uni<Void> conduct(Session session, Round round, Duration length) {
        return conducting.conduct(session, round, length, () -> stopping)
                .onFailure().call(failure -> failed(round, failure));
    }

    /** If it can be written: else the next look of any replica finds that nobody conducts it. */
    private Uni<Void> failed(Round round, Throwable failure) {
        LOG.warnf("Maintenance round failed round=%s cause=%s", round.id(), failure);
        boolean lost = Problem.of(failure).status() == ProblemType.NO_CONNECTION.status();
        return (lost ? recorder.end(round, RoundState.INTERRUPTED, "the connection to the database was lost")
                : recorder.end(round, RoundState.FAILED, "it failed: the service's log has the cause"))
                .onFailure().recoverWithNull();
    }

    /** Begins nothing more. */
    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        stopping = true;
    }

    /** Before the connections are closed, the end is to be written. */
    void awaitEnd(@Observes @Priority(LAST) ShutdownEvent event) {
        CompletableFuture<Void> working = busy.get();
        if (working == null) {
            return;
        }
        try {
            working.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn("A maintenance round goes on at shutdown");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
