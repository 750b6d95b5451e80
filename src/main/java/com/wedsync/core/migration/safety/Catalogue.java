package com.wedsync.core.migration.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The schema as the catalogue describes it, without what belongs to PostgreSQL or to extensions. Tables, columns, constraints
 * and
 * indexes are known by their numbers, so that a new name is seen as such; what callers name is known by its name.
 *
 * @param relations tables, partitions, views, materialized views
 * @param columns of tables, by table and number
 * @param viewColumns by name, as {@code schema.view.column}
 * @param routines by signature
 * @param labels of enumerations, as {@code schema.type.label}
 */
record Catalogue(Map<Long, Relation> relations, Map<ColumnId, Column> columns, Map<String, Column> viewColumns,
        Map<Long, Constraint> constraints, Map<Long, Index> indexes, Map<String, Routine> routines, Set<String> labels) {

    /**
     * @param file changes when the table is rewritten or emptied
     * @param grants each as {@code role may privilege}
     */
    record Relation(long id, String name, boolean view, long file, Set<String> grants) {
    }

    /**
     * @param arguments names and types, without defaults
     * @param required how many of them have no default
     * @param grants each as {@code role may privilege}
     */
    record Routine(String result, String arguments, int required, Set<String> grants) {
    }

    /** A column, whatever it is called. */
    record ColumnId(long table, int number) {
    }

    /**
     * @param type as SQL writes it
     * @param filled whether a row that does not name it gets a value: by default, identity or expression
     * @param serial whether a sequence of its own fills it by default
     * @param key whether it is part of the primary key or an identity
     */
    record Column(ColumnId id, String table, String name, long typeId, String type, boolean notNull, boolean filled,
            boolean serial, boolean key) {

        String fullName() {
            return table + "." + name;
        }
    }

    /**
     * @param type as pg_constraint.contype
     * @param index that enforces it; 0 if none does
     */
    record Constraint(long id, long table, String name, String type, boolean validated, String definition, long index,
            List<ColumnId> columns) {
    }

    /**
     * @param concurrent whether it was built in more than one transaction
     * @param file changes when it is built anew in its place
     * @param definition without its name
     */
    record Index(long id, long table, String name, boolean unique, boolean valid, boolean concurrent, long file,
            String definition, List<ColumnId> columns) {

        /** Whether it refuses what the other one refuses. */
        boolean enforces(Index other) {
            return unique && valid && definition.equals(other.definition());
        }
    }

    /** The name of the table, or null if this catalogue does not have it. */
    @Nullable
    String table(long id) {
        Relation relation = relations.get(id);
        return relation == null ? null : relation.name();
    }
}
