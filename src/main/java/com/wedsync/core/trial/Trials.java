package com.wedsync.core.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.advice.Advisor;
import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.migration.OwnerStatements.Outcome;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** Begins trials, ends them, and writes each step into the audit log with it. */
@Singleton
class Trials {

    private static final Logger LOG = Logger.getLogger(Trials.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERVICE = "service";

    private final Database database;
    private final TrialRepository trials;
    private final Advisor advisor;
    private final IndexBuilder builder;
    private final AuditLog audit;
    private final TrialConfig config;
    private final Clock clock;

    Trials(@Ops Database database, TrialRepository trials, Advisor advisor, IndexBuilder builder, AuditLog audit,
            TrialConfig config, Clock clock) {
        this.database = database;
        this.trials = trials;
        this.advisor = advisor;
        this.builder = builder;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** Records the request and begins to build, without making the caller wait for it. */
    Uni<Trial> begin(String adviceId, String actor) {
        return database.with(advisor::advice)
                .map(all -> all.stream().filter(advice -> advice.id().equals(adviceId)).findFirst().map(Proposal::of)
                        .orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND,
                                "There is no such advice, or it does not stand any more.")))
                .chain(proposal -> database.transaction(session -> trials.begin(session, adviceId, proposal, actor)
                        .call(trial -> audit.append(session, actor, "index_trial", trial.indexName(), detail(trial)))))
                .onFailure(Trials::isDoubled).transform(doubled -> new Conflict(ProblemType.TABLE_BUSY,
                        "Another index of that table is on trial."))
                .invoke(this::build);
    }

    private void build(Trial trial) {
        builder.build(trial).chain(problem -> problem == null ? move(trial, TrialStatus.OBSERVING, null, null, SERVICE)
                : move(trial, TrialStatus.FAILED, problem, null, SERVICE))
                .subscribe()
                .with(moved -> LOG.infof("An index on trial was built or given up trial=%s index=%s", trial.id(),
                        trial.indexName()),
                        failure -> LOG.warnf("An index on trial was left trial=%s cause=%s", trial.id(), failure));
    }

    Uni<List<Trial>> newest() {
        return database.with(trials::newest);
    }

    Uni<Trial> find(UUID id) {
        return database.with(session -> trials.find(session, id))
                .map(found -> found.orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND, "There is no trial " + id + ".")));
    }

    /** Drops the index again. */
    Uni<Trial> undo(UUID id, String actor) {
        return find(id).chain(trial -> switch (trial.status()) {
            case OBSERVING, KEPT, UNDO_RECOMMENDED -> builder.drop(trial).chain(outcome -> switch (outcome) {
                case Outcome.Done() -> move(trial, TrialStatus.UNDONE, null, null, actor).chain(moved -> find(id));
                case Outcome.Busy() ->
                    Uni.createFrom().failure(new Conflict(ProblemType.TABLE_BUSY, "Maintenance of the table is running."));
                case Outcome.Refused(String sqlState, String message) -> Uni.createFrom().failure(new Conflict(
                        ProblemType.TABLE_LOCKED, "The server did not drop the index (SQLSTATE " + sqlState + ")."));
            });
            default -> Uni.createFrom().failure(new Conflict(ProblemType.CONFLICT,
                    "There is no index to drop: the trial is " + trial.status().json() + "."));
        });
    }

    /** Judges what was watched long enough, and cleans up after builders that were killed. */
    Uni<Void> tend(Session session) {
        Instant now = clock.instant();
        return trials.observedSince(session, now.minus(config.window()))
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : judge(session, due.getFirst()))
                .chain(() -> trials.abandoned(session, IndexBuilder.KEYSPACE))
                .chain(abandoned -> abandoned.isEmpty() ? Uni.createFrom().voidItem() : abandon(abandoned.getFirst()))
                .chain(() -> trials.remainders(session))
                .chain(left -> left.isEmpty() ? Uni.createFrom().voidItem() : builder.dropRemainder(left.getFirst()));
    }

    private Uni<Void> judge(Session session, Trial trial) {
        Duration window = config.window();
        Instant before = trial.requestedAt().truncatedTo(ChronoUnit.HOURS);
        Instant built = trial.builtAt() == null ? trial.requestedAt() : trial.builtAt();
        Instant after = built.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        return trials.compare(session, trial, before.minus(window), before, after, after.plus(window))
                .chain(comparison -> move(session, trial,
                        comparison.isWorse() ? TrialStatus.UNDO_RECOMMENDED : TrialStatus.KEPT, null,
                        comparison, SERVICE))
                .replaceWithVoid();
    }

    private Uni<Void> abandon(Trial trial) {
        return builder.dropRemainder(trial)
                .chain(() -> move(trial, TrialStatus.FAILED, "the service that built it was ended", null, SERVICE))
                .replaceWithVoid();
    }

    private Uni<Boolean> move(Trial trial, TrialStatus to, @Nullable String problem, @Nullable Comparison comparison,
            String actor) {
        return database.with(session -> move(session, trial, to, problem, comparison, actor));
    }

    private Uni<Boolean> move(Session session, Trial trial, TrialStatus to, @Nullable String problem,
            @Nullable Comparison comparison,
            String actor) {
        return session.transaction(inside -> trials.move(inside, trial, to, problem, comparison).call(moved -> moved
                ? audit.append(inside, actor, "index_trial_" + to.json(), trial.indexName(), detail(trial))
                : Uni.createFrom().voidItem()));
    }

    private static Map<String, Object> detail(Trial trial) {
        return Map.of("trial_id", trial.id().toString(), "statement", trial.statement());
    }

    private static boolean isDoubled(Throwable failure) {
        return failure instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState());
    }
}
