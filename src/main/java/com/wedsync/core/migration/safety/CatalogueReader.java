package com.wedsync.core.migration.safety;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.wedsync.core.database.SqlFile;
import com.wedsync.core.migration.safety.Catalogue.Column;
import com.wedsync.core.migration.safety.Catalogue.ColumnId;
import com.wedsync.core.migration.safety.Catalogue.Constraint;
import com.wedsync.core.migration.safety.Catalogue.Index;
import com.wedsync.core.migration.safety.Catalogue.Relation;
import com.wedsync.core.migration.safety.Catalogue.Routine;

/** Reads the {@link Catalogue}, within the transaction of the connection if there is one; takes no lock on any table. */
final class CatalogueReader {

    private static final String RELATIONS = sql("relations");
    private static final String COLUMNS = sql("columns");
    private static final String CONSTRAINTS = sql("constraints");
    private static final String INDEXES = sql("indexes");
    private static final String ROUTINES = sql("routines");
    private static final String LABELS = sql("labels");

    private final Connection connection;

    private CatalogueReader(Connection connection) {
        this.connection = connection;
    }

    private interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Names are qualified because the search path is empty meanwhile. */
    static Catalogue read(Connection connection) throws SQLException {
        boolean local = !connection.getAutoCommit();
        String path = searchPath(connection, "", local);
        Catalogue catalogue = new CatalogueReader(connection).read();
        searchPath(connection, path, local);
        return catalogue;
    }

    private Catalogue read() throws SQLException {
        Map<Long, Relation> relations = new LinkedHashMap<>();
        rows(RELATIONS, CatalogueReader::relation).forEach(relation -> relations.put(relation.id(), relation));
        Map<ColumnId, Column> columns = new LinkedHashMap<>();
        Map<String, Column> viewColumns = new LinkedHashMap<>();
        for (Column column : rows(COLUMNS, CatalogueReader::column)) {
            Relation relation = relations.get(column.id().table());
            if (relation != null && relation.view()) {
                viewColumns.put(column.fullName(), column);
            } else {
                columns.put(column.id(), column);
            }
        }
        Map<Long, Constraint> constraints = new LinkedHashMap<>();
        rows(CONSTRAINTS, CatalogueReader::constraint).forEach(constraint -> constraints.put(constraint.id(), constraint));
        Map<Long, Index> indexes = new LinkedHashMap<>();
        rows(INDEXES, CatalogueReader::index).forEach(index -> indexes.put(index.id(), index));
        Map<String, Routine> routines = new LinkedHashMap<>();
        rows(ROUTINES, row -> Map.entry(row.getString("signature"), routine(row)))
                .forEach(routine -> routines.put(routine.getKey(), routine.getValue()));
        Set<String> labels = new HashSet<>(rows(LABELS, row -> row.getString(1)));
        return new Catalogue(relations, columns, viewColumns, constraints, indexes, routines, labels);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(row.getLong("id"), row.getString("name"), row.getBoolean("is_view"), row.getLong("file"),
                grants(row));
    }

    private static Routine routine(ResultSet row) throws SQLException {
        return new Routine(row.getString("result"), row.getString("arguments"), row.getInt("required"), grants(row));
    }

    private static Set<String> grants(ResultSet row) throws SQLException {
        return new HashSet<>(List.of((String[]) row.getArray("grants").getArray()));
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(new ColumnId(row.getLong("table_id"), row.getInt("number")), row.getString("table_name"),
                row.getString("name"), row.getLong("type_id"), row.getString("type"), row.getBoolean("not_null"),
                row.getBoolean("filled"), row.getBoolean("serial"), row.getBoolean("key"));
    }

    private static Constraint constraint(ResultSet row) throws SQLException {
        long table = row.getLong("table_id");
        return new Constraint(row.getLong("id"), table, row.getString("name"), row.getString("type"),
                row.getBoolean("validated"), row.getString("definition"), row.getLong("index_id"), columns(row, table));
    }

    private static Index index(ResultSet row) throws SQLException {
        long table = row.getLong("table_id");
        return new Index(row.getLong("id"), table, row.getString("name"), row.getBoolean("is_unique"),
                row.getBoolean("valid"), row.getBoolean("concurrent"), row.getLong("file"),
                row.getString("definition"), columns(row, table));
    }

    private static List<ColumnId> columns(ResultSet row, long table) throws SQLException {
        Array numbers = row.getArray("columns");
        return Arrays.stream((Number[]) numbers.getArray()).map(number -> new ColumnId(table, number.intValue())).toList();
    }

    private <T> List<T> rows(String sql, RowMapper<T> mapper) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql); ResultSet rows = query.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(mapper.map(rows));
            }
            return all;
        }
    }

    /** Returns what it was before. */
    private static String searchPath(Connection connection, String path, boolean local) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("""
                SELECT old.path, pg_catalog.set_config('search_path', ?, ?)
                FROM (SELECT pg_catalog.current_setting('search_path') AS path OFFSET 0) AS old
                """)) {
            set.setString(1, path);
            set.setBoolean(2, local);
            try (ResultSet row = set.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String sql(String name) {
        return SqlFile.read(CatalogueReader.class, name + ".sql");
    }
}
