package com.wedsync.core.metric;

import jakarta.inject.Singleton;

import com.wedsync.core.migration.MigrationState;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;

/** No reading is kept before there is a table to keep it in. */
@Singleton
class SchemaPending implements SkipPredicate {

    private final MigrationState state;

    SchemaPending(MigrationState state) {
        this.state = state;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !state.isDone();
    }
}
