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
import io.vertx.pgclient.PgException;

/** Gathers all advice, the most urgent first; an index that may go for two reasons is told once. */
@Singleton
public class Advisor {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

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
        return database.with(this::gather)
                .map(found -> new AdviceReport(clock.instant(), once(found.advice()), found.leftOut()));
    }

    /** All of it, over {@code session}. */
    public Uni<List<Advice>> advice(Session session) {
        return gather(session).map(found -> once(found.advice()));
    }

    /** @param leftOut what could not be asked for now */
    private record Found(List<Advice> advice, List<String> leftOut) {
    }

    private Uni<Found> gather(Session session) {
        Instant now = clock.instant();
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        return add(found, "invalid indexes", catalogues.invalid(session))
                .chain(() -> add(found, "policies", catalogues.policies(session)))
                .chain(() -> add(found, "foreign keys", catalogues.missingForForeignKeys(session)))
                .chain(() -> add(found, "duplicate indexes", catalogues.duplicate(session)))
                .chain(() -> add(found, "unused indexes",
                        catalogues.unused(session, config.unusedFor(), hasStandbys(), now)))
                .map(asked -> {
                    found.advice().addAll(scans.advice());
                    found.advice().addAll(observed.advice());
                    return found;
                });
    }

    /** Expressions cannot be read while their table is locked exclusively. */
    private static Uni<List<Advice>> add(Found found, String what, Uni<List<Advice>> source) {
        return source.onFailure(Advisor::isLocked).recoverWithItem(() -> {
            found.leftOut().add(what + ": a table is locked exclusively by another session");
            return List.of();
        }).invoke(found.advice()::addAll);
    }

    private static boolean isLocked(Throwable failure) {
        return failure instanceof PgException refusal && LOCK_NOT_AVAILABLE.equals(refusal.getSqlState());
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
