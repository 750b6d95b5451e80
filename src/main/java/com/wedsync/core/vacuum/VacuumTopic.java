package com.wedsync.core.vacuum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.SamplerConfig;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** How far autovacuum is behind. */
@Singleton
class VacuumTopic implements Topic {

    private static final double DUE = 1;
    private static final double LATE = 2;
    private static final Measure VACUUM = ofTables("vacuum_score", "score",
            "Dead or inserted rows over the threshold of autovacuum");
    private static final Measure ANALYZE = ofTables("analyze_score", "score",
            "Rows changed since ANALYZE over the threshold of autovacuum");
    private static final Measure FREEZE = ofTables("freeze_score", "score",
            "Age of the oldest id over the age at which autovacuum freezes");
    private static final Measure DEAD = ofTables("dead_rows", "rows", "Dead rows, estimated");
    private static final Measure ALL_DUE = Measure.of("wedsync_tables_due", "tables", "Tables whose score is above 1", "need");
    private static final Measure ALL_LATE = Measure.of("wedsync_tables_late", "tables", "Tables whose score is above 2",
            "need");
    private static final Measure ALL_DEAD = Measure.of("wedsync_dead_rows", "rows", "Dead rows of all tables, estimated");
    private static final Measure DEAD_PERCENT = Measure.of("wedsync_dead_rows_percent", "percent", "Dead rows over all rows");
    private static final Measure WORKERS = Measure.of("wedsync_autovacuum_workers", "workers",
            "Workers of autovacuum that run");
    private static final Measure MAX_WORKERS = Measure.of("wedsync_autovacuum_workers_max", "workers",
            "Workers of autovacuum at most");

    private final TableNeeds needs;
    private final NeedRepository repository;
    private final SamplerConfig config;

    VacuumTopic(TableNeeds needs, NeedRepository repository, SamplerConfig config) {
        this.needs = needs;
        this.repository = repository;
        this.config = config;
    }

    @Override
    public String name() {
        return "vacuum";
    }

    @Override
    public List<Measure> measures() {
        return List.of(VACUUM, ANALYZE, FREEZE, DEAD, ALL_DUE, ALL_LATE, ALL_DEAD, DEAD_PERCENT, WORKERS, MAX_WORKERS);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return needs.now(session).chain(tables -> repository.workers(session).map(workers -> {
            List<Observation> all = observations(tables, config.neediestTables());
            all.add(WORKERS.is(workers.running()));
            all.add(MAX_WORKERS.is(workers.max()));
            return all;
        }));
    }

    /** @param shown each table is a series: the neediest are enough to watch */
    static List<Observation> observations(List<TableNeed> tables, int shown) {
        List<Observation> all = new ArrayList<>();
        neediest(all, VACUUM, tables, shown, TableNeed::anyVacuumScore);
        neediest(all, ANALYZE, tables, shown, TableNeed::analyzeScore);
        neediest(all, FREEZE, tables, shown, TableNeed::freezeScore);
        neediest(all, DEAD, tables, shown, TableNeed::deadRows);
        needs().forEach((need, score) -> {
            all.add(ALL_DUE.is(need, tables.stream().mapToDouble(score).filter(value -> value > DUE).count()));
            all.add(ALL_LATE.is(need, tables.stream().mapToDouble(score).filter(value -> value > LATE).count()));
        });
        long dead = tables.stream().mapToLong(TableNeed::deadRows).sum();
        long rows = dead + tables.stream().mapToLong(TableNeed::liveRows).sum();
        all.add(ALL_DEAD.is(dead));
        all.add(DEAD_PERCENT.is(rows == 0 ? 0 : 100.0 * dead / rows));
        return all;
    }

    private static Map<String, ToDoubleFunction<TableNeed>> needs() {
        Map<String, ToDoubleFunction<TableNeed>> needs = new LinkedHashMap<>();
        needs.put("vacuum", TableNeed::anyVacuumScore);
        needs.put("analyze", TableNeed::analyzeScore);
        needs.put("freeze", TableNeed::freezeScore);
        return needs;
    }

    private static void neediest(List<Observation> all, Measure measure, List<TableNeed> tables, int shown,
            ToDoubleFunction<TableNeed> value) {
        tables.stream().filter(table -> value.applyAsDouble(table) > 0)
                .sorted(Comparator.comparingDouble(value).reversed()).limit(shown)
                .forEach(table -> all.add(measure.is(table.table(), value.applyAsDouble(table))));
    }

    private static Measure ofTables(String what, String unit, String meaning) {
        return Measure.of("wedsync_table_" + what, unit, meaning + ", of the neediest tables", "table");
    }
}
