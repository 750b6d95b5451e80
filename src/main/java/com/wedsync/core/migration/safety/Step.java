package com.wedsync.core.migration.safety;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.migration.safety.Catalogue.Column;
import com.wedsync.core.migration.safety.Catalogue.ColumnId;
import com.wedsync.core.migration.safety.Catalogue.Relation;

/**
 * What is committed at once: a script in its transaction, or one statement of a script without.
 *
 * @param transactional whether locks are held to the end of the script
 * @param statements as Flyway split them
 * @param base before the first pending script: what the running version knows
 * @param locks held at the end, the strongest of each relation; empty if not {@code transactional}
 */
record Step(boolean transactional, List<String> statements, Catalogue base, State before, State after,
        Map<Long, LockMode> locks) {

    /** One moment of the session that executes scripts. */
    record State(Catalogue catalogue, String lockTimeout, String transaction) {
    }

    Catalogue was() {
        return before.catalogue();
    }

    Catalogue is() {
        return after.catalogue();
    }

    /** A table that has rows and readers: those made by pending scripts have none. */
    boolean existed(long table) {
        return base.relations().containsKey(table);
    }

    /** What the running version calls the table. */
    @Nullable
    String known(long table) {
        return base.table(table);
    }

    /** Tables that have both rows and a future. */
    List<Relation> surviving() {
        return base.relations().values().stream().map(relation -> was().relations().get(relation.id()))
                .filter(Objects::nonNull)
                .filter(relation -> is().relations().containsKey(relation.id())).toList();
    }

    /** Whether the column was made in this step, and left empty in the rows that were there. */
    boolean isNewAndEmpty(ColumnId id) {
        Column column = is().columns().get(id);
        return column != null && !was().columns().containsKey(id) && !column.filled();
    }
}
