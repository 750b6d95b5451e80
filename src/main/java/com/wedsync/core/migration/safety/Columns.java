package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.migration.safety.Catalogue.Column;

/** Columns of tables with rows: what the running version reads and writes. */
final class Columns {

    private static final String CHECK = "c";
    /** As PostgreSQL writes what AND joins: in parentheses, with at most two levels of them inside. */
    private static final String OPERAND = "\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)";
    private static final String NOT_NULL = "n";

    private final Step step;
    private final List<Suspicion> found = new ArrayList<>();

    private Columns(Step step) {
        this.step = step;
    }

    static List<Suspicion> of(Step step) {
        Columns columns = new Columns(step);
        step.base().columns().keySet().forEach(id -> columns.known(step.was().columns().get(id), step.is().columns().get(id)));
        step.is().columns().forEach((id, is) -> columns.required(step.was().columns().get(id), is));
        return columns.found;
    }

    private void known(@Nullable Column was, @Nullable Column is) {
        if (was == null) {
            return;
        }
        String name = was.fullName();
        if (is == null) {
            if (step.is().relations().containsKey(was.id().table())) {
                add(ScriptRule.DROP_COLUMN, was, name + " is gone: statements of the running version that name it fail");
            }
            return;
        }
        if (!was.name().equals(is.name())) {
            add(ScriptRule.RENAME_COLUMN, was,
                    name + " is called " + is.name() + ": statements of the running version that name it fail");
        }
        if (was.typeId() != is.typeId() || !was.type().equals(is.type())) {
            add(ScriptRule.CHANGE_COLUMN_TYPE, was, name + " was " + was.type() + " and is " + is.type()
                    + ": the running version reads and compares it as before");
        }
        if (is.notNull() && was.filled() && !is.filled()) {
            add(ScriptRule.DROP_DEFAULT, was,
                    name + " has no default any more: the running version's INSERTs that do not name it fail");
        }
    }

    private void required(@Nullable Column was, Column is) {
        if (!step.existed(is.id().table()) || !is.notNull() || is.filled() && was == null) {
            return;
        }
        if (was == null) {
            add(ScriptRule.ADD_REQUIRED_COLUMN, is, is.fullName()
                    + " has no value in the rows that are there, so the script fails on a table that is not empty, and the "
                    + "running version's INSERTs, which do not name it, fail");
        } else if (!was.notNull() && !isProven(is) && !isNotValid(is)) {
            add(ScriptRule.SET_NOT_NULL, is, "All rows are read for NULL in " + is.fullName()
                    + " while readers and writers wait, and the running version may still write it");
        }
    }

    /** A valid CHECK, or an operand of its AND, says the same: no row is read, and nothing is refused that was not before. */
    private boolean isProven(Column column) {
        String proof = Pattern.quote("(" + column.name() + " IS NOT NULL)");
        Pattern definition = Pattern
                .compile("CHECK \\((?:%2$s|\\((?:%1$s AND )*%2$s(?: AND %1$s)*\\))\\)".formatted(OPERAND, proof));
        return step.was().constraints().values().stream()
                .anyMatch(constraint -> constraint.table() == column.id().table() && constraint.type().equals(CHECK)
                        && constraint.validated() && definition.matcher(constraint.definition()).matches());
    }

    /** From PostgreSQL 18 on, NOT NULL may be NOT VALID. */
    private boolean isNotValid(Column column) {
        return step.is().constraints().values().stream()
                .anyMatch(constraint -> constraint.type().equals(NOT_NULL) && !constraint.validated()
                        && constraint.columns().contains(column.id()));
    }

    private void add(ScriptRule rule, Column column, String message) {
        found.add(Suspicion.of(rule, column.fullName(), message, step.known(column.id().table())));
    }
}
