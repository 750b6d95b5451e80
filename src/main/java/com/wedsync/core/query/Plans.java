package com.wedsync.core.query;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;

/** Finds a statement and who ran it, and has it planned. */
@Singleton
class Plans {

    private final Database database;
    private final TextRepository texts;
    private final PlanRepository plans;

    Plans(@Ops Database database, TextRepository texts, PlanRepository plans) {
        this.database = database;
        this.texts = texts;
        this.plans = plans;
    }

    private record Statement(String text, Optional<String> user) {
    }

    Uni<QueryPlan> plan(String queryId) {
        long id = parse(queryId);
        return database.with(session -> texts.texts(session, List.of(id))
                .chain(known -> texts.user(session, id).map(user -> new Statement(
                        Optional.ofNullable(known.get(id)).orElseThrow(() -> unknown(queryId)), user))))
                .chain(statement -> plan(queryId, statement));
    }

    private Uni<QueryPlan> plan(String queryId, Statement statement) {
        String user = statement.user().orElse(null);
        return user == null
                ? Uni.createFrom().item(new QueryPlan(queryId, null, statement.text(), null,
                        "the server does not know any more who ran it"))
                : plans.explain(user, statement.text())
                        .map(plan -> new QueryPlan(queryId, user, statement.text(), plan.value(), plan.reason()));
    }

    private static long parse(String queryId) {
        try {
            return Long.parseLong(queryId);
        } catch (NumberFormatException noNumber) {
            throw unknown(queryId);
        }
    }

    private static NotFound unknown(String queryId) {
        return new NotFound(ProblemType.NOT_FOUND, "There is no statement " + queryId + ", or its text was thrown out.");
    }
}
