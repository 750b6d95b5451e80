package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Indexes that a script outside a transaction left invalid: they cost writes, serve no reads and enforce nothing, and
 * {@code IF NOT EXISTS} takes them for good ones.
 */
final class InvalidIndexes {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{Alnum}_$]+");

    private final Connection connection;
    private final Set<String> before;

    private InvalidIndexes(Connection connection) throws SQLException {
        this.connection = connection;
        this.before = read();
    }

    /** @param connection in autocommit mode, not the one that executes scripts */
    static InvalidIndexes before(Connection connection) throws SQLException {
        return new InvalidIndexes(connection);
    }

    /**
     * Those that the script made, or names and should have made.
     *
     * @param text of the script
     */
    List<String> left(String text) throws SQLException {
        // names without quotes are written in any case
        Set<String> words = Stream.of(text, text.toLowerCase(Locale.ROOT)).flatMap(BETWEEN_WORDS::splitAsStream)
                .collect(Collectors.toSet());
        return read().stream()
                .filter(index -> !before.contains(index) || words.contains(index.substring(index.lastIndexOf('.') + 1)))
                .toList();
    }

    /** Without those that somebody builds right now, and the leftovers of REINDEX CONCURRENTLY, which maintenance drops. */
    private Set<String> read() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT namespace.nspname || '.' || relation.relname
                FROM pg_catalog.pg_index AS index
                JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid AND relation.relkind = 'i'
                JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
                WHERE NOT index.indisvalid AND namespace.nspname !~ '^pg_' AND relation.relname !~ '_cc(new|old)[0-9]*$'
                  AND NOT EXISTS (
                      SELECT
                      FROM pg_catalog.pg_stat_progress_create_index AS progress
                      WHERE progress.index_relid = index.indexrelid)
                """); ResultSet rows = query.executeQuery()) {
            Set<String> names = new TreeSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
