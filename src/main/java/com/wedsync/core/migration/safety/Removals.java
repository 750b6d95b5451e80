package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.migration.safety.Catalogue.Column;
import com.wedsync.core.migration.safety.Catalogue.Relation;

/** What the running version names and would not find any more: tables, views, labels. */
final class Removals {

    private static final String FAIL = ": statements of the running version that name it fail";

    private Removals() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        for (Relation old : step.base().relations().values()) {
            Relation was = step.was().relations().get(old.id());
            Relation is = step.is().relations().get(old.id());
            if (old.view()) {
                addView(found, step, old);
            } else if (was != null && is == null) {
                found.add(Suspicion.of(ScriptRule.DROP_TABLE, was.name(), was.name() + " is gone" + FAIL, old.name()));
            } else if (was != null && is != null && !was.name().equals(is.name())) {
                found.add(Suspicion.of(ScriptRule.RENAME_TABLE, was.name(), was.name() + " is called " + is.name() + FAIL,
                        old.name()));
            }
        }
        addViewColumns(found, step);
        step.base().labels().stream().filter(step.was().labels()::contains)
                .filter(label -> !step.is().labels().contains(label)).sorted()
                .forEach(label -> found.add(Suspicion.of(ScriptRule.DROP_LABEL, label, label + " is gone" + FAIL, null)));
        return found;
    }

    private static void addView(List<Suspicion> found, Step step, Relation old) {
        if (has(step.was(), old.name()) && !has(step.is(), old.name())) {
            found.add(Suspicion.of(ScriptRule.DROP_VIEW, old.name(), old.name() + " is gone or renamed" + FAIL, null));
        }
    }

    private static void addViewColumns(List<Suspicion> found, Step step) {
        for (String column : step.base().viewColumns().keySet()) {
            Column was = step.was().viewColumns().get(column);
            Column is = step.is().viewColumns().get(column);
            if (was != null && is == null && has(step.is(), was.table())) {
                found.add(Suspicion.of(ScriptRule.DROP_COLUMN, column, column + " is gone or renamed" + FAIL, null));
            } else if (was != null && is != null && !was.type().equals(is.type())) {
                found.add(Suspicion.of(ScriptRule.CHANGE_COLUMN_TYPE, column, column + " was " + was.type() + " and is "
                        + is.type() + ": the running version reads and compares it as before", null));
            }
        }
    }

    private static boolean has(Catalogue catalogue, String view) {
        return catalogue.relations().values().stream().anyMatch(relation -> relation.view() && relation.name().equals(view));
    }
}
