package com.wedsync.core.health;

import java.time.Duration;

import jakarta.inject.Singleton;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.health.HealthReport.Reachability;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Asks the database one trivial question over the data plane's pool, within a bound; askers at the same time share the answer.
 */
@Singleton
class Reachable {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);

    private final Uni<Reachability> shared;

    Reachable(@App Database database) {
        this.shared = Uni.createFrom().deferred(() -> ask(database)).memoize().forFixedDuration(SHARED_FOR);
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
