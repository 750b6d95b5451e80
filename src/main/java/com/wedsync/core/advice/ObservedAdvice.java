package com.wedsync.core.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.wedsync.core.bloat.Bloat;
import com.wedsync.core.bloat.Bloats;
import com.wedsync.core.bloat.Confidence;
import com.wedsync.core.metric.Observations;
import com.wedsync.core.vacuum.TableNeed;
import com.wedsync.core.vacuum.TableNeeds;

/** Advice made of what the newest pass of the sampler found. */
@Singleton
class ObservedAdvice {

    private static final double MEBIBYTE = 1024.0 * 1024;
    /** Twice the change at which autovacuum would have analysed it. */
    private static final double STALE = 2;
    private static final double REQUESTED_PERCENT = 20;
    private static final double ENOUGH_CHECKPOINTS = 3;

    private final Bloats bloats;
    private final TableNeeds needs;
    private final Observations observations;
    private final AdviceConfig config;

    ObservedAdvice(Bloats bloats, TableNeeds needs, Observations observations, AdviceConfig config) {
        this.bloats = bloats;
        this.needs = needs;
        this.observations = observations;
        this.config = config;
    }

    List<Advice> advice() {
        List<Advice> all = new ArrayList<>();
        bloats.newest().stream().filter(this::isWorth).map(ObservedAdvice::bloated).forEach(all::add);
        needs.newest().stream().filter(need -> need.analyzeScore() > STALE).map(ObservedAdvice::stale).forEach(all::add);
        checkpoints(all);
        evictions(all);
        return all;
    }

    private boolean isWorth(Bloat bloat) {
        Long bytes = bloat.bytes().value();
        Double percent = bloat.percent().value();
        return bytes != null && percent != null && bloat.isConfident()
                && bytes >= config.bloatMebibytes() * MEBIBYTE && percent >= config.bloatPercent();
    }

    private static Advice bloated(Bloat bloat) {
        boolean table = bloat.kind() == Bloat.Kind.TABLE;
        Long bytes = bloat.bytes().value();
        long wasted = bytes == null ? 0 : bytes;
        Confidence confidence = bloat.confidence();
        return Advice.of(table ? AdviceKind.BLOATED_TABLE : AdviceKind.BLOATED_INDEX, bloat.name(), bloat.table(),
                "About " + Math.round(100.0 * wasted / Math.max(1, bloat.sizeBytes())) + " % of " + bloat.name()
                        + " is not needed.",
                Map.of("size_bytes", bloat.sizeBytes(), "bloat_bytes", wasted), null,
                confidence == null ? Confidence.LOW : confidence,
                table ? "VACUUM (FULL, ANALYZE) " + bloat.name() : "REINDEX INDEX CONCURRENTLY " + bloat.name(),
                table ? "Locks the table exclusively until it is written anew, and needs room for a copy meanwhile: only when nobody works. New rows fill the room by themselves: worth it only if the table will not grow back."
                        : "Reads the table twice and waits for transactions that are open; writes go on. Needs room for a second index meanwhile.");
    }

    private static Advice stale(TableNeed need) {
        return Advice.of(AdviceKind.STALE_STATISTICS, need.table(), need.table(),
                need.modificationsSinceAnalyze() + " rows of " + need.table() + " were changed since it was last analysed.",
                Map.of("modifications_since_analyze", need.modificationsSinceAnalyze(), "analyze_score", need.analyzeScore(),
                        "last_analyze", String.valueOf(need.lastAnalyze()), "autovacuum_enabled", need.autovacuumEnabled()),
                null, Confidence.HIGH, "ANALYZE " + need.table(),
                "Reads a sample of the table. Plans of its statements may change, as a rule for the better.");
    }

    private void checkpoints(List<Advice> all) {
        Double percent = observations.value("wedsync_checkpoints_requested_percent").value();
        Double requested = observations.value("wedsync_checkpoints_per_hour", Map.of("cause", "requested")).value();
        if (percent != null && requested != null && percent > REQUESTED_PERCENT && requested >= ENOUGH_CHECKPOINTS) {
            all.add(Advice.of(AdviceKind.FREQUENT_CHECKPOINTS, "max_wal_size", null,
                    "WAL forced " + Math.round(requested) + " checkpoints in the last hour, " + Math.round(percent)
                            + " % of all.",
                    Map.of("requested", requested, "requested_percent", percent), 0L, Confidence.MEDIUM,
                    "ALTER SYSTEM SET max_wal_size = '<twice as much>'",
                    "Needs that much more room on the volume of WAL, and makes recovery after a crash longer. Takes effect with pg_reload_conf()."));
        }
    }

    private void evictions(List<Advice> all) {
        Double perMinute = observations.value("wedsync_statement_evictions_per_minute").value();
        Double max = observations.value("wedsync_statement_kinds_max").value();
        if (perMinute != null && max != null && perMinute > 0) {
            all.add(Advice.of(AdviceKind.EVICTED_STATEMENTS, "pg_stat_statements.max", null,
                    "The server has no room for all kinds of statements that run: what it threw out is missing in all figures.",
                    Map.of("evictions_per_minute", perMinute, "max", max), 0L, Confidence.MEDIUM,
                    "ALTER SYSTEM SET pg_stat_statements.max = " + Math.min(10_000, Math.round(2 * max)),
                    "Needs a restart. Better first: have statements use parameters and arrays instead of lists of constants."));
        }
    }
}
