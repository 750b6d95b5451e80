package com.wedsync.core.metric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/**
 * Observes the database: a kept reading with sizes once a minute, a quick one on demand. Callers at the same time share
 * one reading, so being asked often costs the server nothing more.
 */
@Singleton
public class Sampler {

    private final Database database;
    private final ReadingRepository readings;
    private final StorageRepository storages;
    private final SampleRepository samples;
    private final SamplerConfig config;
    private final Topics topics;
    private final Observations observations;
    private final ServerTrail trail;
    private final StatementWindows statements;
    private final History history;
    private final Uni<Metrics> shared;
    private volatile @Nullable Storage storage;

    Sampler(@Ops Database database, ReadingRepository readings, StorageRepository storages, SampleRepository samples,
            SamplerConfig config, Topics topics, Observations observations, ServerTrail trail,
            StatementWindows statements) {
        this.database = database;
        this.readings = readings;
        this.storages = storages;
        this.samples = samples;
        this.config = config;
        this.topics = topics;
        this.observations = observations;
        this.trail = trail;
        this.statements = statements;
        this.history = new History(config.minimumWindow());
        this.shared = Uni.createFrom().deferred(() -> this.database.with(this::quick))
                .memoize().forFixedDuration(config.shareFor());
    }

    /** What the database does now; fails as {@link Database} does when it cannot be asked. */
    public Uni<Metrics> metrics() {
        return shared;
    }

    /** Reads everything once and keeps it. */
    Uni<Metrics> sample() {
        return database.with(session -> readings.read(session)
                .chain(reading -> keep(session, reading).call(metrics -> observe(session, reading, metrics))));
    }

    private Uni<Void> observe(Session session, Reading reading, Metrics metrics) {
        Pass pass = reading.server().pass();
        statements.add(reading);
        List<Observation> counted = trail.add(reading.server(), metrics.storage());
        return topics.ask(session, pass).chain(asked -> {
            List<Observation> all = new ArrayList<>(MetricMeasures.of(metrics, config.largestTables()));
            all.addAll(counted);
            all.addAll(asked);
            observations.replace(pass.takenAt(), all);
            return topics.keep(session, pass, all);
        });
    }

    private Uni<Metrics> keep(Session session, Reading reading) {
        return storages.measure(session, config.growthMinimumSpan())
                .call(measured -> samples.keep(session, reading, measured.databaseBytes()))
                .call(() -> samples.prune(session, config.retention()))
                .map(measured -> {
                    storage = measured;
                    Metrics metrics = describe(reading, measured);
                    history.keep(reading);
                    return metrics;
                });
    }

    private Uni<Metrics> quick(Session session) {
        return readings.read(session)
                .chain(reading -> sizes(session).map(sizes -> describe(reading, sizes)));
    }

    private Uni<Storage> sizes(Session session) {
        Storage known = storage;
        return known != null ? Uni.createFrom().item(known)
                : storages.measure(session, config.growthMinimumSpan()).invoke(measured -> storage = measured);
    }

    private Metrics describe(Reading reading, Storage sizes) {
        Reading base = history.baseFor(reading);
        Duration slow = config.slowStatement();
        Performance performance = base == null
                ? Performance.unknown("rates need two readings, " + config.minimumWindow().toSeconds() + " s apart")
                : Performance.between(base, reading, slow);
        return new Metrics(reading.takenAt(), reading.server().connections(), performance, sizes, reading.durability());
    }
}
