package com.wedsync.core.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;
import com.wedsync.core.metric.StatementWindow;
import com.wedsync.core.metric.StatementWindows;

import io.smallrye.mutiny.Uni;

/** Lists what ran: the last hour from memory, longer times from the history. */
@Singleton
class Queries {

    private static final Duration BASELINE = Duration.ofDays(7);
    /** Utility commands and statements without regression are left out after the cost is known: so many are looked at. */
    private static final int LOOKED_AT = 300;

    private final Database database;
    private final RecentStatements recent;
    private final StatementRepository statements;
    private final TextRepository texts;
    private final StatementWindows windows;
    private final Clock clock;

    Queries(@Ops Database database, RecentStatements recent, StatementRepository statements, TextRepository texts,
            StatementWindows windows, Clock clock) {
        this.database = database;
        this.recent = recent;
        this.statements = statements;
        this.texts = texts;
        this.windows = windows;
        this.clock = clock;
    }

    Uni<QueryReport> report(QueryFilter filter) {
        Instant now = clock.instant();
        Instant from = now.minus(Duration.ofHours(filter.hours()));
        return database.with(session -> use(session, filter, from)
                .chain(use -> described(session, use, from)
                        .map(queries -> new QueryReport(now, use.seconds(), use.milliseconds(), filter.order().json(),
                                warning(),
                                listed(queries, filter)))));
    }

    private Uni<Use> use(Session session, QueryFilter filter, Instant from) {
        return filter.hours() == 1 ? Uni.createFrom().item(recent.since(from)) : statements.since(session, from);
    }

    private Uni<List<QueryUse>> described(Session session, Use use, Instant from) {
        List<Entry<StatementKey, StatementCost>> top = use.top(LOOKED_AT);
        List<Long> ids = top.stream().map(entry -> entry.getKey().queryId()).distinct().toList();
        return texts.texts(session, ids)
                .chain(known -> statements.users(session)
                        .chain(users -> statements.baselines(session, ids, from.minus(BASELINE), from)
                                .map(baselines -> top.stream().map(entry -> describe(entry, use, users, known, baselines))
                                        .toList())));
    }

    private static QueryUse describe(Entry<StatementKey, StatementCost> entry, Use use, Map<Long, String> users,
            Map<Long, String> texts, Map<StatementKey, Baseline> baselines) {
        StatementKey key = entry.getKey();
        return QueryUse.of(key, entry.getValue(), use, users.get(key.userId()), texts.get(key.queryId()), baselines.get(key));
    }

    private static List<QueryUse> listed(List<QueryUse> queries, QueryFilter filter) {
        return queries.stream()
                .filter(query -> !query.isUtility())
                .filter(query -> filter.order() != QueryOrder.REGRESSION || query.isRegression())
                .sorted(filter.order().comparator()).limit(filter.limit()).toList();
    }

    private @Nullable String warning() {
        Measured<StatementWindow> newest = windows.newest();
        StatementWindow window = newest.value();
        if (window == null) {
            return newest.reason();
        }
        return window.evictions() == 0 ? null
                : "the server threw out statements " + window.evictions()
                        + " times in the last minute: pg_stat_statements.max is too low for the statements that run";
    }
}
