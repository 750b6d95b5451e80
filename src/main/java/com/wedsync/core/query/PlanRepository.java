package com.wedsync.core.query;

import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measured;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/**
 * Generic plans, as the role that ran the statement: over the data plane's log-in, which may be no other, in a transaction
 * that reads only. Nothing is executed.
 */
@Singleton
class PlanRepository {

    /** The roles that the data plane runs statements as. */
    private static final Set<String> ROLES = Set.of("wedsync_anon", "wedsync_authenticated", "wedsync_service");
    private static final int SINCE = 160_000;

    private final Database database;

    PlanRepository(@App Database database) {
        this.database = database;
    }

    private static final String VERSION = """
            SELECT pg_catalog.current_setting('server_version_num')::int AS version
            """;
    private static final String BECOME = """
            SELECT pg_catalog.set_config('role', $1, true)
            """;
    /** No values can be bound to a statement that is only planned; its text comes from the server and has placeholders. */
    private static final String EXPLAIN = "EXPLAIN (GENERIC_PLAN) ";

    Uni<Measured<List<String>>> explain(String role, String text) {
        if (!ROLES.contains(role)) {
            return unknown("it ran as " + role + "; only statements of the data plane can be explained");
        }
        if (!StatementText.isExplainable(text)) {
            return unknown("its text is not one whole statement that reads or changes rows");
        }
        return database.transaction(session -> session.query(VERSION)
                .map(rows -> rows.iterator().next().getInteger("version"))
                .chain(version -> version < SINCE
                        ? unknown("generic plans need PostgreSQL 16; this is " + version / 10_000)
                        : explain(session, role, text)))
                .onFailure(PgException.class)
                .recoverWithItem(refusal -> Measured.unknown("the server cannot plan it (SQLSTATE "
                        + ((PgException) refusal).getSqlState() + ")"));
    }

    private static Uni<Measured<List<String>>> explain(Session session, String role, String text) {
        return session.command("SET TRANSACTION READ ONLY")
                .chain(() -> session.query(BECOME, role))
                .chain(() -> session.command(EXPLAIN + text))
                .map(rows -> Measured.of(rows.stream().map(row -> row.getString(0)).toList()));
    }

    private static Uni<Measured<List<String>>> unknown(String reason) {
        return Uni.createFrom().item(Measured.unknown(reason));
    }
}
