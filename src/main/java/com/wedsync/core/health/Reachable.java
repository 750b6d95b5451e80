package com.wedsync.core.health;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.health.HealthReport.Reachability;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Asks the database one trivial question over the data plane's pool, within a bound; askers at the same time share the answer.
 */
@Singleton
class Reachable {

    private static final Logger LOG = Logger.getLogger(Reachable.class);
    private static final String COMMAND_PROFILE = "command";
    private static final int AFTER_CHECKS = 2;
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    private final Uni<Reachability> shared;

    Reachable(@App Database database) {
        this.shared = Uni.createFrom().deferred(() -> ask(database)).memoize().forFixedDuration(SHARED_FOR);
    }

    /**
     * The first answer is under way while the rest of the service starts, so that the first probe does not wait for a log-in.
     */
    void begin(@Observes @Priority(AFTER_CHECKS) StartupEvent event) {
        if (!ConfigUtils.isProfileActive(COMMAND_PROFILE)) {
            shared.subscribe().with(answer -> LOG.debugf("The first answer is there reachable=%s", answer.connectionHealthy()));
        }
    }

    /** Never fails: a failure is an answer. */
    Uni<Reachability> check() {
        return shared;
    }

    private static Uni<Reachability> ask(Database database) {
        long started = System.nanoTime();
        return database.query("SELECT 1")
                .map(rows -> new Reachability(true, millisSince(started), null))
                .ifNoItem().after(BOUND).fail()
                .onFailure().recoverWithItem(failure -> new Reachability(false, millisSince(started), sentence(failure)));
    }

    private static double millisSince(long started) {
        return Math.round((System.nanoTime() - started) / 10_000.0) / 100.0;
    }

    /** The failure in words that give away neither addresses nor log-ins. */
    private static String sentence(Throwable failure) {
        return failure instanceof TimeoutException
                ? "The database did not answer within " + BOUND.toSeconds() + " s."
                : "No database connection is free, or the database is not reachable.";
    }
}
