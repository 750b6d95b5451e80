package com.wedsync.core.maintenance;

import jakarta.inject.Singleton;

import com.wedsync.core.error.Unavailable;
import com.wedsync.core.migration.MigrationState;

/** Before the schema is up to date there is no queue: a request is told to come back, not that the service failed. */
@Singleton
class SchemaGate {

    private final MigrationState state;

    SchemaGate(MigrationState state) {
        this.state = state;
    }

    boolean isOpen() {
        return state.isDone();
    }

    void pass() {
        if (!isOpen()) {
            throw Unavailable.schemaPending(state.reason().orElse("it is being looked at"));
        }
    }
}
