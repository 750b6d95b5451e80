package com.wedsync.core.advice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Observations;

import io.smallrye.mutiny.Uni;

/** Gathers all advice, the most urgent first; an index that may go for two reasons is told once. */
@Singleton
public class Advisor {

    private final Database database;
    private final AdviceRepository catalogues;
    private final TableScans scans;
    private final ObservedAdvice observed;
    private final Observations observations;
    private final AdviceConfig config;
    private final Clock clock;

    Advisor(@Ops Database database, AdviceRepository catalogues, TableScans scans, ObservedAdvice observed,
            Observations observations,
            AdviceConfig config, Clock clock) {
        this.database = database;
        this.catalogues = catalogues;
        this.scans = scans;
        this.observed = observed;
        this.observations = observations;
        this.config = config;
        this.clock = clock;
    }

    Uni<AdviceReport> report() {
        return database.with(this::advice).map(advice -> new AdviceReport(clock.instant(), advice));
    }

    /** All of it, over {@code session}. */
    public Uni<List<Advice>> advice(Session session) {
        Instant now = clock.instant();
        List<Advice> all = new ArrayList<>();
        return catalogues.invalid(session).invoke(all::addAll)
                .chain(() -> catalogues.policies(session)).invoke(all::addAll)
                .chain(() -> catalogues.missingForForeignKeys(session)).invoke(all::addAll)
                .chain(() -> catalogues.duplicate(session)).invoke(all::addAll)
                .chain(() -> catalogues.unused(session, config.unusedFor(), hasStandbys(), now)).invoke(all::addAll)
                .map(asked -> {
                    all.addAll(scans.advice());
                    all.addAll(observed.advice());
                    return once(all);
                });
    }

    /** Not knowing counts as having some. */
    private boolean hasStandbys() {
        Double standbys = observations.value("wedsync_standbys").value();
        return standbys == null || standbys > 0;
    }

    private static List<Advice> once(List<Advice> all) {
        Set<String> subjects = new HashSet<>();
        return all.stream().sorted(Comparator.comparing(Advice::kind)).filter(advice -> subjects.add(advice.statement()))
                .toList();
    }
}
