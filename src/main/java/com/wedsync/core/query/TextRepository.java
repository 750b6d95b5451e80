package com.wedsync.core.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;

/** Texts of statements. The server reads its whole file of texts to tell one: it is asked for new ones only. */
@Singleton
class TextRepository {

    /** Thrown out before their text was read: asking again would read the whole file again. */
    private final Set<Long> gone = ConcurrentHashMap.newKeySet();

    /** They may have come back. */
    void askAgain() {
        gone.clear();
    }

    private static final String KNOWN = """
            SELECT query_id, text
            FROM ops.statement
            WHERE query_id = ANY ($1)
            """;

    /** The texts of these, as far as there are any; those not kept yet are asked of the server and kept. */
    Uni<Map<Long, String>> texts(Session session, Collection<Long> queries) {
        return known(session, queries).chain(known -> {
            Set<Long> missing = queries.stream().filter(query -> !known.containsKey(query) && !gone.contains(query))
                    .collect(Collectors.toSet());
            return missing.isEmpty() ? Uni.createFrom().item(known)
                    : learn(session, missing).map(learned -> {
                        missing.removeAll(learned.keySet());
                        gone.addAll(missing);
                        known.putAll(learned);
                        return known;
                    });
        });
    }

    private Uni<Map<Long, String>> known(Session session, Collection<Long> queries) {
        return session.query(KNOWN, (Object) queries.toArray(Long[]::new)).map(rows -> {
            Map<Long, String> texts = new HashMap<>();
            rows.forEach(row -> texts.put(row.getLong("query_id"), row.getString("text")));
            return texts;
        });
    }

    private static final String SCHEMA = """
            SELECT pg_catalog.quote_ident(namespace.nspname) AS schema
            FROM pg_catalog.pg_extension AS extension
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = extension.extnamespace
            WHERE extension.extname = 'pg_stat_statements'
            """;
    private static final String LEARN = """
            SELECT DISTINCT ON (queryid) queryid, query
            FROM %s.pg_stat_statements(true)
            WHERE queryid = ANY ($1)
              AND query IS NOT NULL
            """;

    private Uni<Map<Long, String>> learn(Session session, Collection<Long> queries) {
        return session.query(SCHEMA).chain(schemas -> schemas.rowCount() == 0 ? Uni.createFrom().item(Map.<Long, String> of())
                : session.query(LEARN.formatted(schemas.iterator().next().getString("schema")),
                        (Object) queries.toArray(Long[]::new))
                        .map(TextRepository::keepable)
                        .onFailure(PgException.class).recoverWithItem(Map.of())
                        .call(texts -> keep(session, texts)));
    }

    private static Map<Long, String> keepable(RowSet<Row> rows) {
        Map<Long, String> texts = new HashMap<>();
        rows.forEach(row -> texts.put(row.getLong("queryid"), StatementText.keepable(row.getString("query"))));
        return texts;
    }

    private static final String USER = """
            SELECT role.rolname
            FROM %s.pg_stat_statements(false) AS statement
            JOIN pg_catalog.pg_roles AS role ON role.oid = statement.userid
            WHERE statement.queryid = $1
            ORDER BY statement.total_exec_time DESC
            LIMIT 1
            """;

    /** Who ran it most. */
    Uni<Optional<String>> user(Session session, long query) {
        return session.query(SCHEMA).chain(schemas -> schemas.rowCount() == 0 ? Uni.createFrom().item(Optional.<String> empty())
                : session.query(USER.formatted(schemas.iterator().next().getString("schema")), query)
                        .map(rows -> rows.stream().findFirst().map(row -> row.getString("rolname")))
                        .onFailure(PgException.class).recoverWithItem(Optional.empty()));
    }

    private static final String KEEP = """
            INSERT INTO ops.statement (query_id, text)
            SELECT new.query_id, new.text
            FROM unnest($1::bigint[], $2::text[]) AS new (query_id, text)
            ON CONFLICT (query_id) DO NOTHING
            """;

    private Uni<Void> keep(Session session, Map<Long, String> texts) {
        return texts.isEmpty() ? Uni.createFrom().voidItem()
                : session.query(KEEP, texts.keySet().toArray(Long[]::new), texts.values().toArray(String[]::new))
                        .replaceWithVoid();
    }
}
