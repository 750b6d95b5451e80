package com.wedsync.core.bloat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** The most bloated tables and indexes, estimated anew every ten minutes: it takes an ANALYZE to change an estimate. */
@Singleton
class BloatTopic implements Topic {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int SHOWN = 20;
    private static final String NO_RIGHT = "the ops log-in may not read the columns of pg_statistic that it needs: run bootstrap.sql again";
    private static final Measure TABLE_BYTES = of("table", "bytes", "bytes", "Space in a table that its rows do not need");
    private static final Measure TABLE_PERCENT = of("table", "percent", "percent", "The same over its size");
    private static final Measure INDEX_BYTES = of("index", "bytes", "bytes", "Space in a B-tree that its entries do not need");
    private static final Measure INDEX_PERCENT = of("index", "percent", "percent", "The same over its size");

    private final Bloats bloats;
    private @Nullable Instant estimatedAt;
    private List<Observation> last = List.of();

    BloatTopic(Bloats bloats) {
        this.bloats = bloats;
    }

    @Override
    public String name() {
        return "bloat";
    }

    @Override
    public List<Measure> measures() {
        return List.of(TABLE_BYTES, TABLE_PERCENT, INDEX_BYTES, INDEX_PERCENT);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        Instant before = estimatedAt;
        if (before != null && Duration.between(before, pass.takenAt()).abs().compareTo(EVERY) < 0) {
            return Uni.createFrom().item(last);
        }
        return bloats.now(session).map(BloatTopic::observations)
                .onFailure(BloatTopic::isRefused).recoverWithItem(() -> unknown())
                .invoke(observed -> {
                    last = observed;
                    estimatedAt = pass.takenAt();
                });
    }

    private static List<Observation> observations(List<Bloat> found) {
        List<Observation> all = new ArrayList<>();
        add(all, found, Bloat.Kind.TABLE, TABLE_BYTES, TABLE_PERCENT);
        add(all, found, Bloat.Kind.INDEX, INDEX_BYTES, INDEX_PERCENT);
        return all;
    }

    private static void add(List<Observation> all, List<Bloat> found, Bloat.Kind kind, Measure bytes, Measure percent) {
        found.stream().filter(bloat -> bloat.kind() == kind && bloat.isConfident()).limit(SHOWN).forEach(bloat -> {
            all.add(bytes.is(bloat.name(), bloat.bytes()));
            all.add(percent.is(bloat.name(), bloat.percent()));
        });
    }

    private List<Observation> unknown() {
        return measures().stream().map(measure -> measure.unknown(NO_RIGHT)).toList();
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof PgException refusal && "42501".equals(refusal.getSqlState());
    }

    private static Measure of(String label, String what, String unit, String meaning) {
        return Measure.of("wedsync_" + label + "_bloat_" + what, unit, meaning + ", estimated, the largest 20", label);
    }
}
