package com.wedsync.core.migration;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;
import com.wedsync.core.migration.MigrationState.Phase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.vertx.http.runtime.filters.Filters;

/**
 * Brings the schema up when the service starts, beside the start and not in its way: the process is alive while it waits for
 * a database that is not there yet, or for another replica.
 */
@Singleton
class StartUp {

    /** The profile under which a command of the command line runs: it asks for a migration itself, or for none. */
    private static final String COMMAND_PROFILE = "command";
    private static final int AFTER_CHECKS = 2;
    /** The first moments belong to what readiness waits for. */
    private static final Duration READINESS_FIRST = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    /** A replica that waits is told to stop by the orchestrator, not by us. */
    private static final Duration WITHOUT_END = Duration.ofDays(365);
    /** A script under way gets this long to end when the service stops; then it is rolled back by the server. */
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Logger LOG = Logger.getLogger(StartUp.class);

    private final Migrations migrations;
    private final MigrationState state;
    private final MigrationConfig config;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    StartUp(Migrations migrations, MigrationState state, MigrationConfig config) {
        this.migrations = migrations;
        this.state = state;
        this.config = config;
    }

    /** As soon as the settings have been checked: what the database takes to answer passes while the rest starts. */
    void start(@Observes @Priority(AFTER_CHECKS) Filters first) {
        if (!ConfigUtils.isProfileActive(COMMAND_PROFILE)) {
            // not a virtual one: in native executables about one of 200 was never woken from its first wait for the database
            thread = Thread.ofPlatform().daemon().name("migration").start(this::untilReady);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        Thread running = thread;
        if (running != null && state.phase() == Phase.RUNNING) {
            running.join(GRACE);
        }
        end();
    }

    /** Also where no shutdown is told, because a later part of the start was refused. */
    @PreDestroy
    void end() {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void untilReady() {
        boolean migrates = config.atStart();
        Duration pause = FIRST_PAUSE;
        String told = "";
        while (!stopped && !state.isDone()) {
            try {
                migrates = attempt(migrates);
            } catch (Unavailable gone) {
                String reason = "the database cannot be used: " + Outage.reason(gone);
                state.enter(Phase.PENDING, reason);
                if (!reason.equals(told)) {
                    LOG.warnf("Waiting for the database reason=%s", reason);
                    told = reason;
                }
            } catch (RuntimeException fault) {
                if (!stopped) {
                    LOG.error("Migration failed", fault);
                    state.enter(Phase.FAILED, "the migration failed, the log has the reason");
                    migrates = false;
                }
            }
            pause = sleep(pause);
        }
        if (state.isDone() && !stopped) {
            announce();
        }
    }

    private void announce() {
        try {
            if (!migrations.isAnnounced()) {
                Thread.sleep(READINESS_FIRST);
                migrations.announce();
            }
            migrations.dropLeftovers();
        } catch (InterruptedException end) {
            LOG.debug("Stopped before anything began");
        } catch (RuntimeException fault) {
            LOG.error("What waits for the schema did not begin", fault);
        }
    }

    /** Returns whether the next attempt may migrate: a script that failed is not run again until somebody asks for it. */
    private boolean attempt(boolean migrates) {
        if (migrations.finishIfUpToDate()) {
            return false;
        }
        if (migrates) {
            MigrationResult result = migrations.migrate("startup", WITHOUT_END);
            return result.errorDetails().stream().anyMatch(MigrationError::isOutage);
        }
        if (state.phase() == Phase.PENDING) {
            LOG.info("Waiting for the schema, wedsync.migration.at-start is off");
            state.enter(Phase.WAITING, "migrations are pending, and wedsync.migration.at-start is off");
        }
        return false;
    }

    private Duration sleep(Duration pause) {
        if (state.isDone() || stopped) {
            return pause;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException end) {
            stopped = true;
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
