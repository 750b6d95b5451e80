package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.ProblemType;

/** Applies the pending scripts: one run at a time, stopped by the first error. Blocks its caller. */
final class Migrator {

    /** Who wants to know how a run goes. */
    interface Listener {

        /** Somebody else's run is waited for. */
        void waiting();

        /** The lock is held. */
        void running();
    }

    private final OwnerDatabase owner;
    private final Supplier<? extends Configuration> flyway;
    private final MigrationConfig config;
    private final Clock clock;

    /** @param flyway where the scripts and the history are; its data source is not used */
    Migrator(OwnerDatabase owner, Supplier<? extends Configuration> flyway, MigrationConfig config, Clock clock) {
        this.owner = owner;
        this.flyway = flyway;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The scripts compared with the history; changes nothing.
     */
    Inspection inspect() {
        try {
            return Inspection.of(new Flyway(FlywaySettings.on(flyway.get(), owner.pool())));
        } catch (FlywayException trouble) {
            throw Outage.from(trouble);
        }
    }

    /**
     * Whether there is nothing to do and nobody left anything undone: costs one look-up and no lock.
     */
    boolean isUpToDate() {
        if (!inspect().isUpToDate()) {
            return false;
        }
        try (Connection connection = owner.pool().getConnection()) {
            return !new MigrationRuns(connection).hasRunning();
        } catch (SQLException trouble) {
            throw Outage.from(trouble);
        }
    }

    /**
     * Applies what is pending.
     *
     * @param requestedBy for the record
     * @param maxWait how long to wait for another run, which is a {@link Conflict} then
     * @param listener told what happens meanwhile
     */
    MigrationResult migrate(String requestedBy, Duration maxWait, Listener listener) {
        try (MigrationLock lock = MigrationLock.acquire(owner.pool(), maxWait, listener::waiting)) {
            if (lock == null) {
                throw new Conflict(ProblemType.MIGRATION_RUNNING, "Another process migrates this database right now.");
            }
            listener.running();
            return migrate(lock, requestedBy);
        } catch (SQLException | FlywayException trouble) {
            throw Outage.from(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops", stopped);
        }
    }

    private MigrationResult migrate(MigrationLock lock, String requestedBy) throws SQLException, InterruptedException {
        Instant startedAt = clock.instant();
        Leftovers.clear(lock.connection());
        Inspection before = inspect();
        if (before.isUpToDate()) {
            return MigrationResult.success(List.of(), clock.instant());
        }
        Run run = new Run(lock, requestedBy, startedAt, config.lockTimeout());
        MigrationResult result = before.problems().isEmpty() ? execute(run)
                : MigrationResult.failure(List.of(), before.problems(), clock.instant());
        run.finish(result);
        return result;
    }

    private MigrationResult execute(Run run) throws InterruptedException {
        FluentConfiguration settings = FlywaySettings.on(flyway.get(), owner.scripts(config.lockTimeout())).callbacks(run);
        LockRetry retry = new LockRetry(config.lockRetries(), config.lockRetryDelay());
        while (true) {
            try {
                new Flyway(settings).migrate();
                return MigrationResult.success(run.all(), clock.instant());
            } catch (FlywayException refusal) {
                MigrationError error = MigrationError.from(refusal, run.current());
                if (!error.isLockTimeout() || !retry.pause(error)) {
                    return MigrationResult.failure(run.committed(), List.of(error.leaving(run.leftovers())), clock.instant());
                }
            }
        }
    }
}
