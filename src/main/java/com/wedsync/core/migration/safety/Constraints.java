package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.migration.safety.Catalogue.ColumnId;
import com.wedsync.core.migration.safety.Catalogue.Constraint;
import com.wedsync.core.migration.safety.Catalogue.Index;
import com.wedsync.core.migration.safety.Catalogue.Relation;

/** What tables with rows have to fulfil from now on, how it is checked, and whether they were written anew. */
final class Constraints {

    private static final String FOREIGN_KEY = "f";
    private static final String CHECK = "c";
    private static final String EXCLUSION = "x";
    private static final String NOT_NULL = "n";

    private Constraints() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        for (Constraint constraint : step.is().constraints().values()) {
            if (!step.was().constraints().containsKey(constraint.id()) && step.existed(constraint.table())) {
                add(found, step, constraint);
            }
        }
        for (Index index : step.is().indexes().values()) {
            if (index.unique() && !step.was().indexes().containsKey(index.id()) && step.existed(index.table())
                    && step.was().indexes().values().stream().noneMatch(was -> was.enforces(index))) {
                addStricter(found, step, index.name(), index.table(), index.columns());
            }
        }
        for (Relation was : step.surviving()) {
            Relation is = step.is().relations().get(was.id());
            if (is != null && was.file() != is.file()) {
                found.add(Suspicion.of(ScriptRule.REWRITE_TABLE, was.name(), was.name()
                        + " is written anew or emptied while readers and writers wait", step.known(was.id())));
            }
        }
        return found;
    }

    private static void add(List<Suspicion> found, Step step, Constraint constraint) {
        String table = step.known(constraint.table());
        String object = table + "." + constraint.name();
        if (constraint.type().equals(CHECK) || constraint.type().equals(FOREIGN_KEY)) {
            if (constraint.validated() && !isTriviallyTrue(step, constraint)) {
                found.add(Suspicion.of(ScriptRule.VALIDATE_AT_ONCE, object, "All rows of " + table + " are checked for "
                        + constraint.name() + " while the lock is held that adding it takes", table));
            }
            addStricter(found, step, object, constraint.table(), constraint.columns());
        } else if (constraint.type().equals(EXCLUSION) || constraint.type().equals(NOT_NULL) && !constraint.validated()) {
            addStricter(found, step, object, constraint.table(), constraint.columns());
        }
    }

    /** Foreign keys of new columns that are empty are not checked by PostgreSQL. */
    private static boolean isTriviallyTrue(Step step, Constraint constraint) {
        return constraint.type().equals(FOREIGN_KEY) && constraint.columns().stream().allMatch(step::isNewAndEmpty);
    }

    /** The running version does not write columns that it does not know. */
    private static void addStricter(List<Suspicion> found, Step step, String object, long table, List<ColumnId> columns) {
        if (columns.isEmpty() || columns.stream().anyMatch(id -> step.base().columns().containsKey(id) || id.number() == 0)) {
            found.add(Suspicion.of(ScriptRule.NEW_CONSTRAINT, object, "Rows that do not fulfil " + object
                    + " are refused from now on, those of the running version too", step.known(table)));
        }
    }
}
