package com.wedsync.core.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;
import com.wedsync.core.metric.StatementWindow;
import com.wedsync.core.metric.StatementWindows;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** What the statements of the last window cost; asks nothing, because the reading has all of it. */
@Singleton
class StatementTopic implements Topic {

    private static final int SHOWN = 10;
    private static final double SECONDS_A_MINUTE = 60;
    private static final Measure KINDS = Measure.of("wedsync_statement_kinds", "kinds",
            "Kinds of statements that the server counts");
    private static final Measure MAX_KINDS = Measure.of("wedsync_statement_kinds_max", "kinds",
            "Kinds of statements that it has room for (pg_stat_statements.max)");
    private static final Measure EVICTIONS = Measure.of("wedsync_statement_evictions_per_minute", "evictions/min",
            "How often the least used kinds were thrown out");
    private static final Measure TIME = Measure.of("wedsync_statement_time_milliseconds_per_second", "ms/s",
            "Execution time of the ten kinds that took most", "query");
    private static final Measure CALLS = Measure.of("wedsync_statement_calls_per_second", "calls/s",
            "Calls of the same ten", "query");
    private static final Measure OWN = Measure.of("wedsync_sampler_server_milliseconds", "ms",
            "What the statements of the ops log-in took in the last window, execution and planning");

    private final StatementWindows windows;
    private final RecentStatements recent;

    StatementTopic(StatementWindows windows, RecentStatements recent) {
        this.windows = windows;
        this.recent = recent;
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public List<Measure> measures() {
        return List.of(KINDS, MAX_KINDS, EVICTIONS, TIME, CALLS, OWN);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        Measured<StatementWindow> newest = windows.newest();
        StatementWindow window = newest.value();
        if (window == null) {
            return Uni.createFrom().item(measures().stream()
                    .map(measure -> measure.unknown(String.valueOf(newest.reason()))).toList());
        }
        recent.add(window);
        return Uni.createFrom().item(observations(window));
    }

    private static List<Observation> observations(StatementWindow window) {
        List<Observation> all = new ArrayList<>(List.of(
                KINDS.is(window.kinds()), MAX_KINDS.is(window.maxKinds()),
                EVICTIONS.is(window.evictions() / window.seconds() * SECONDS_A_MINUTE),
                OWN.is(window.own().milliseconds() + window.own().planMilliseconds())));
        for (Entry<StatementKey, StatementCost> entry : new Use(window.seconds(), byQuery(window)).longest(SHOWN)) {
            String query = Long.toString(entry.getKey().queryId());
            all.add(TIME.is(query, entry.getValue().milliseconds() / window.seconds()));
            all.add(CALLS.is(query, entry.getValue().calls() / window.seconds()));
        }
        return all;
    }

    /** Several users may run the same: one series. */
    private static Map<StatementKey, StatementCost> byQuery(StatementWindow window) {
        Map<StatementKey, StatementCost> costs = new HashMap<>();
        window.costs().forEach((key, cost) -> costs.merge(new StatementKey(key.queryId(), 0), cost, StatementCost::plus));
        return costs;
    }
}
