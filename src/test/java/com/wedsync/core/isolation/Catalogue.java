package com.wedsync.core.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.isolation.Expectations.Entry;

/** What PostgreSQL's own catalogue says of the schemas of the tenants. */
final class Catalogue {

    private static final String TABLES = """
            SELECT class.oid::regclass::text
            FROM pg_class AS class
            WHERE class.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('wedding', 'sync', 'access'))
              AND class.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;
    private static final String SIGNATURES = """
            SELECT format('%s.%I(%s)', pronamespace::regnamespace, proname,
                (SELECT string_agg(format_type(type, NULL), ', ' ORDER BY place) FROM unnest(proargtypes) WITH ORDINALITY AS argument (type, place)))
            FROM pg_proc
            WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('wedding', 'sync', 'access'))
            """;
    private static final String PRIMARY_KEY = """
            SELECT quote_ident(attribute.attname)
            FROM pg_constraint AS key
            CROSS JOIN unnest(key.conkey) WITH ORDINALITY AS part (attnum, place)
            JOIN pg_attribute AS attribute ON attribute.attrelid = key.conrelid AND attribute.attnum = part.attnum
            WHERE key.contype = 'p' AND key.conrelid = ?::regclass
            ORDER BY part.place
            """;
    private static final String READABLE = """
            SELECT quote_ident(attname)
            FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
              AND has_column_privilege(?, attrelid, attnum, 'SELECT')
            UNION ALL
            SELECT '1'
            """;
    private static final String EXECUTABLE_BY = """
            SELECT substr(role, 9)
            FROM unnest(ARRAY['wedsync_app', 'wedsync_anon', 'wedsync_authenticated', 'wedsync_service']) AS role
            WHERE has_function_privilege(role, ?::regprocedure, 'EXECUTE')
            """;
    private static final String DEFINERS = SIGNATURES + " AND prosecdef";
    /** Whoever may set the search path of a function that has its owner's rights decides what it calls. */
    private static final String UNPINNED = DEFINERS
            + " AND NOT coalesce(proconfig::text LIKE '%search\\_path=pg_catalog, %pg\\_temp%', false)";
    private static final String UNGUARDED = TABLES + """
             AND class.relkind IN ('r', 'p') AND NOT (class.relrowsecurity AND class.relforcerowsecurity)
            """;
    /** A view reads with its owner's rights unless it says otherwise. */
    private static final String OWNERS_VIEWS = TABLES + """
             AND (class.relkind IN ('m', 'f')
                OR class.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (class.reloptions), false))
            """;
    private static final String MOVABLE = """
            SELECT key.conrelid::regclass || '.' || attribute.attname
            FROM pg_constraint AS key
            JOIN pg_attribute AS attribute ON attribute.attrelid = key.conrelid AND attribute.attnum = ANY (key.conkey)
            WHERE key.contype = 'p'
              AND key.connamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('wedding', 'sync', 'access'))
              AND (has_column_privilege('wedsync_authenticated', key.conrelid, attribute.attnum, 'UPDATE')
                OR has_column_privilege('wedsync_anon', key.conrelid, attribute.attnum, 'UPDATE'))
            """;

    private Catalogue() {
    }

    static List<String> tables(Connection connection) throws SQLException {
        return strings(connection, TABLES);
    }

    /** As {@code schema.name(type, type)}. */
    static List<String> functions(Connection connection) throws SQLException {
        return strings(connection, SIGNATURES);
    }

    static List<String> definers(Connection connection) throws SQLException {
        return strings(connection, DEFINERS);
    }

    static List<String> definersWithoutSearchPath(Connection connection) throws SQLException {
        return strings(connection, UNPINNED);
    }

    static List<String> tablesWithoutRowLevelSecurity(Connection connection) throws SQLException {
        return strings(connection, UNGUARDED);
    }

    static List<String> viewsWithTheirOwnersRights(Connection connection) throws SQLException {
        return strings(connection, OWNERS_VIEWS);
    }

    /** Columns of primary keys that a tenant may change: a row could be moved to somebody else. */
    static List<String> changeableKeys(Connection connection) throws SQLException {
        return strings(connection, MOVABLE);
    }

    static List<String> rolesThatMayExecute(Connection connection, String signature) throws SQLException {
        return strings(connection, EXECUTABLE_BY, signature);
    }

    static List<String> readableBy(Connection connection, String table, String role) throws SQLException {
        return strings(connection, READABLE, table, role);
    }

    static List<String> identity(Connection connection, Entry table) throws SQLException {
        return table.identity().isEmpty() ? strings(connection, PRIMARY_KEY, table.name()) : table.identity();
    }

    private static List<String> strings(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        }
    }
}
