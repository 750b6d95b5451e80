package com.wedsync.core.conductor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.bloat.Bloat;
import com.wedsync.core.vacuum.TableNeed;

/**
 * Decides what is to be done and in which order: what ends in an outage first, then what only gets dearer, then what makes
 * things slow. A table is named once; the strongest reason covers the weaker ones, as its action does.
 */
@Singleton
class Planner {

    private static final double FORCED = 1;
    private static final Comparator<Step> BY_URGENCY = Comparator.comparing(Step::reason)
            .thenComparing(Step::score, Comparator.reverseOrder())
            .thenComparing(Step::table);

    private final ConductorConfig config;

    Planner(ConductorConfig config) {
        this.config = config;
    }

    /**
     * @param obstacles why tables, with their indexes, or single indexes cannot be worked on now, by their oids
     * @param done oids of what the round has worked on already, or tried in vain
     * @param urgentOnly whether only what is late is worth it
     */
    Plan plan(Instant asOf, List<TableNeed> needs, List<Bloat> bloats, Map<Long, String> obstacles, Set<Long> done,
            boolean urgentOnly) {
        Set<String> needy = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        Map<String, String> leftOut = new HashMap<>();
        wanted(needs, bloats, urgentOnly).forEach(step -> {
            needy.add(step.table());
            String obstacle = obstacles.getOrDefault(step.relation(), obstacles.get(step.target()));
            if (obstacle != null) {
                leftOut.put(step.table(), obstacle);
            } else if (!done.contains(step.target())) {
                steps.add(step);
            }
        });
        steps.sort(BY_URGENCY);
        return new Plan(asOf, List.copyOf(steps),
                leftOut.entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(table -> new Plan.LeftOut(table.getKey(), table.getValue())).toList(),
                (int) needs.stream().filter(need -> !needy.contains(need.table())).count());
    }

    private Stream<Step> wanted(List<TableNeed> needs, List<Bloat> bloats, boolean urgentOnly) {
        Map<String, Long> tables = new HashMap<>();
        needs.forEach(need -> tables.put(need.table(), need.oid()));
        Stream<Step> ofTables = needs.stream().map(need -> ofTable(need, urgentOnly)).flatMap(Optional::stream);
        Stream<Step> ofIndexes = urgentOnly ? Stream.empty()
                : bloats.stream().filter(this::isBloated).flatMap(bloat -> ofIndex(bloat, tables.get(bloat.table())).stream());
        return Stream.concat(ofTables, ofIndexes);
    }

    private Optional<Step> ofTable(TableNeed need, boolean urgentOnly) {
        double late = urgentOnly ? 2 : 0;
        if (need.freezeScore() >= FORCED) {
            return Optional.of(step(need, Reason.WRAPAROUND, need.freezeScore(), ages(need)));
        }
        if (need.freezeScore() >= config.freezeFromScore() && !urgentOnly) {
            return Optional.of(step(need, Reason.FREEZE_DEBT, need.freezeScore(), ages(need)));
        }
        if (need.anyVacuumScore() >= Math.max(late, config.fromScore())) {
            return Optional.of(step(need, Reason.DEAD_ROWS, need.anyVacuumScore(), rows(need)));
        }
        boolean neverAnalyzed = !need.analyzed() && need.liveRows() > 0;
        if (need.analyzeScore() >= Math.max(late, config.fromScore()) || neverAnalyzed && !urgentOnly) {
            return Optional.of(step(need, Reason.STALE_STATISTICS, need.analyzeScore(),
                    need.analyzed() ? need.modificationsSinceAnalyze() + " changes since ANALYZE" : "never analyzed"));
        }
        return Optional.empty();
    }

    private boolean isBloated(Bloat bloat) {
        Long bytes = bloat.bytes().value();
        Double percent = bloat.percent().value();
        return bloat.kind() == Bloat.Kind.INDEX && bloat.isConfident() && bytes != null && percent != null
                && bytes >= config.reindexFromBytes().asLongValue() && percent >= config.reindexFromPercent();
    }

    private static Optional<Step> ofIndex(Bloat bloat, @Nullable Long relation) {
        Double percent = bloat.percent().value();
        return relation == null || percent == null ? Optional.empty()
                : Optional.of(new Step(Reason.BLOATED_INDEX.action(), bloat.table(), bloat.name(), Reason.BLOATED_INDEX,
                        rounded(percent), bloat.sizeBytes(),
                        bloat.bytes().value() + " of " + bloat.sizeBytes() + " bytes are not needed, estimated", relation,
                        bloat.oid()));
    }

    private static Step step(TableNeed need, Reason reason, double score, String detail) {
        return new Step(reason.action(), need.table(), null, reason, rounded(score), need.heapBytes(), detail, need.oid(),
                null);
    }

    private static String ages(TableNeed need) {
        return String.format(Locale.ROOT, "transaction ids %d old, multixact ids %d", need.transactionIdAge(),
                need.multixactIdAge());
    }

    private static String rows(TableNeed need) {
        return need.vacuumScore() >= need.insertScore()
                ? need.deadRows() + " dead rows beside " + need.liveRows() + " live ones, or in its TOAST table"
                : need.insertsSinceVacuum() + " rows inserted since VACUUM";
    }

    private static double rounded(double score) {
        return Math.round(score * 100) / 100.0;
    }
}
