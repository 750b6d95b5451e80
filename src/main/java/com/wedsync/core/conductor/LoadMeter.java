package com.wedsync.core.conductor;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;

import io.smallrye.mutiny.Uni;

/** How busy everything is, from one look to the next; of one round. */
final class LoadMeter {

    private final Database database;
    private final LoadRepository repository;
    private final Latency latency;
    private LoadRepository.@Nullable Look before;

    LoadMeter(Database database, LoadRepository repository, Latency latency) {
        this.database = database;
        this.repository = repository;
        this.latency = latency;
    }

    Uni<Load> read() {
        return database.with(repository::look).map(this::since);
    }

    /** A look that a step began may end when the next has begun already. */
    private synchronized Load since(LoadRepository.Look look) {
        Load load = new Load(latency.p95(), look.lagSeconds(), look.walBytesPerSecondSince(before), look.obstacle());
        before = look;
        return load;
    }
}
