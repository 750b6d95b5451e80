package com.wedsync.core.trial;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.migration.OwnerStatements;
import com.wedsync.core.migration.OwnerStatements.Outcome;

import io.smallrye.mutiny.Uni;

/**
 * Builds an index concurrently, and drops what an attempt that gave up has left: the time limit for locks also cuts the wait
 * for
 * older transactions, which leaves an invalid index behind.
 */
@Singleton
class IndexBuilder {

    private static final Logger LOG = Logger.getLogger(IndexBuilder.class);
    /** Maintenance's own: no VACUUM or REINDEX of the same table meanwhile. */
    static final int KEYSPACE = 0x7765644D;
    private static final int ATTEMPTS = 3;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Database database;
    private final OwnerStatements statements;
    private final TrialRepository trials;
    private final Duration lockTimeout;

    @Inject
    IndexBuilder(@Ops Database database, OwnerStatements statements, TrialRepository trials, TrialConfig config) {
        this(database, statements, trials, config.lockTimeout());
    }

    IndexBuilder(Database database, OwnerStatements statements, TrialRepository trials, Duration lockTimeout) {
        this.database = database;
        this.statements = statements;
        this.trials = trials;
        this.lockTimeout = lockTimeout;
    }

    /** Why it failed; {@code null} if the index is there and valid. */
    Uni<@Nullable String> build(Trial trial) {
        return build(trial, 1);
    }

    private Uni<@Nullable String> build(Trial trial, int attempt) {
        return database.with(session -> trials.isInvalid(session, trial.indexName()))
                .map(remains -> remains ? List.of(drop(trial.indexName()), trial.statement()) : List.of(trial.statement()))
                .chain(wanted -> run(trial, wanted)).chain(outcome -> switch (outcome) {
                    case Outcome.Done() -> Uni.createFrom().nullItem();
                    case Outcome.Busy() -> Uni.createFrom().item("maintenance of the table is running");
                    case Outcome.Refused(String sqlState, String message) -> refused(trial, attempt, sqlState, message);
                });
    }

    private Uni<@Nullable String> refused(Trial trial, int attempt, String sqlState, String message) {
        LOG.infof("An index was not built attempt=%d index=%s cause=%s", attempt, trial.indexName(), message);
        boolean locked = sqlState.equals(LOCK_NOT_AVAILABLE);
        if (locked && attempt < ATTEMPTS) {
            return build(trial, attempt + 1);
        }
        String problem = locked ? "the server gave up waiting for a lock, " + ATTEMPTS + " times"
                : "the server refused (SQLSTATE " + sqlState + "): " + message;
        return dropRemainder(trial).replaceWith(problem);
    }

    /** Drops the index if it is invalid and nobody is in the way; one that is valid is somebody's. */
    Uni<Void> dropRemainder(Trial trial) {
        return database.with(session -> trials.isInvalid(session, trial.indexName()))
                .chain(invalid -> invalid ? drop(trial).replaceWithVoid() : Uni.createFrom().voidItem());
    }

    /** Drops the index. */
    Uni<Outcome> drop(Trial trial) {
        return run(trial, List.of(drop(trial.indexName())));
    }

    private Uni<Outcome> run(Trial trial, List<String> wanted) {
        return statements.run(KEYSPACE, (int) trial.relation(), lockTimeout, wanted);
    }

    private static String drop(String index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + index;
    }
}
