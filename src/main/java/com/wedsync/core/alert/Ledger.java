package com.wedsync.core.alert;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;

import io.smallrye.mutiny.Uni;

/** What replicas share of alerts, and who of them sends. */
@Singleton
class Ledger {

    private final Database database;
    private final AlertRepository repository;
    private final AlertConfig config;
    private final Clock clock;

    /** What is written in it. */
    record Entries(boolean sender, List<Alert> alerts, List<Mute> mutes) {
    }

    Ledger(@Ops Database database, AlertRepository repository, AlertConfig config, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** Reads it, and asks to be the one who sends. */
    Uni<Entries> open(String instance) {
        return database.with(session -> repository.lease(session, instance, config.lease())
                .chain(sender -> repository.alerts(session)
                        .chain(alerts -> repository.mutes(session, clock.instant())
                                .map(mutes -> new Entries(sender, alerts, mutes)))));
    }

    /** Puts {@code alerts} in the place of what was written. */
    Uni<Void> keep(List<Alert> alerts) {
        return database.transaction(session -> repository.replace(session, alerts));
    }

    Uni<Void> release(String instance) {
        return database.with(session -> repository.release(session, instance));
    }
}
