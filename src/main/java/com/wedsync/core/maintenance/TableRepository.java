package com.wedsync.core.maintenance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;

/** Which table a name means, and which tables there are. */
@Singleton
class TableRepository {

    private static final String RESOLVE = """
            SELECT ops.resolve_table($1)::oid::bigint AS oid
            """;

    /** The table that a caller means by {@code name}: 404 or 422 if there is none. */
    Uni<Table> resolve(Session session, String name) {
        return session.query(RESOLVE, printable(name))
                .onFailure(PgException.class).transform(refusal -> unresolved((PgException) refusal))
                .chain(rows -> get(session, rows.iterator().next().getLong("oid"), name));
    }

    // The worker: who will maintain the table. Before version 17 that is the owner, see DedicatedConnections.
    private static final String TABLES = """
            SELECT
              relation.oid::bigint AS oid,
              pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
              relation.relkind <> 'm' AS lockable,
              pg_catalog.has_schema_privilege(worker.oid, namespace.oid, 'USAGE') AND CASE
                WHEN pg_catalog.current_setting('server_version_num')::integer >= 170000
                THEN pg_catalog.has_table_privilege(worker.oid, relation.oid, 'MAINTAIN')
                ELSE pg_catalog.pg_has_role(worker.oid, relation.relowner, 'USAGE')
              END AS maintainable,
              pg_catalog.has_schema_privilege(worker.oid, namespace.oid, 'USAGE')
                AND pg_catalog.pg_has_role(worker.oid, database.datdba, 'USAGE') AS of_own_database
            FROM pg_catalog.pg_class AS relation
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_database AS database ON database.datname = pg_catalog.current_database()
            JOIN pg_catalog.pg_namespace AS own ON own.nspname = 'ops'
            JOIN pg_catalog.pg_roles AS worker ON CASE
                WHEN pg_catalog.current_setting('server_version_num')::integer < 170000
                  AND pg_catalog.pg_has_role(own.nspowner, 'MEMBER')
                THEN worker.oid = own.nspowner
                ELSE worker.rolname = CURRENT_USER
              END
            """;
    private static final String BY_OID = TABLES + """
            WHERE relation.oid = $1::bigint::oid
            """;

    /** The table with {@code oid}, which may have been dropped; {@code name} is what to call it then. */
    Uni<Table> get(Session session, long oid, @Nullable String name) {
        return session.query(BY_OID, oid).map(rows -> stream(rows).findFirst().orElseThrow(
                () -> new NotFound(ProblemType.TABLE_NOT_FOUND, "The table " + name + " does not exist any more.")));
    }

    private static final String BY_OIDS = TABLES + """
            WHERE relation.oid = ANY ($1::bigint[]::oid[])
            """;

    /** Those of the tables with {@code oids} that are still there. */
    Uni<List<Table>> all(Session session, Collection<Long> oids) {
        return session.query(BY_OIDS, (Object) oids.toArray(Long[]::new)).map(rows -> stream(rows).toList());
    }

    // Partitions are analyzed with their parent; temporary tables belong to sessions.
    private static final String ALL = TABLES + """
            WHERE relation.relkind IN ('r', 'p', 'm')
              AND relation.relpersistence <> 't'
              AND NOT relation.relispartition
              AND namespace.nspname <> 'information_schema'
              AND NOT pg_catalog.starts_with(namespace.nspname, 'pg_')
            ORDER BY name
            """;

    /** Every table that people made. */
    Uni<List<Table>> all(Session session) {
        return session.query(ALL).map(rows -> stream(rows).toList());
    }

    private static Stream<Table> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(row -> new Table(row.getLong("oid"),
                row.getString("name"), row.getBoolean("lockable"), row.getBoolean("maintainable"),
                row.getBoolean("of_own_database")));
    }

    /** Control characters and halves of surrogate pairs would reach the server as something else, or not at all. */
    private static String printable(String name) {
        boolean printable = name.codePoints().noneMatch(point -> Character.isISOControl(point)
                || Character.getType(point) == Character.SURROGATE);
        if (!printable) {
            throw new Unprocessable(ProblemType.INVALID_TABLE_NAME, "A table name has no control characters.");
        }
        return name;
    }

    /** ops.resolve_table's own words repeat nothing but the name that was sent. */
    private static Throwable unresolved(PgException refusal) {
        String detail = refusal.getErrorMessage() + ".";
        return switch (String.valueOf(refusal.getSqlState())) {
            case "42P01" -> new NotFound(ProblemType.TABLE_NOT_FOUND, detail);
            case "42602" -> new Unprocessable(ProblemType.INVALID_TABLE_NAME, detail, Map.of("examples",
                    List.of("guests", "wedding.guest", "\"wedding\".\"guest\"")));
            case "42809" -> new Unprocessable(ProblemType.NOT_A_TABLE, detail);
            default -> refusal;
        };
    }
}
