package com.wedsync.core.migration.safety;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.wedsync.core.migration.safety.Catalogue.Column;
import com.wedsync.core.migration.safety.Catalogue.Constraint;
import com.wedsync.core.migration.safety.Catalogue.Index;
import com.wedsync.core.migration.safety.Catalogue.Relation;

/** Types and names of what is new, in new tables too: cheap to do well now, dear to change later. */
final class Conventions {

    /** NAMEDATALEN - 1: a name of exactly that length was probably cut. */
    private static final int LONGEST_NAME = 63;

    private static final String NOT_NULL = "n";

    private Conventions() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        step.is().columns().values().stream().filter(column -> !step.was().columns().containsKey(column.id()))
                .forEach(column -> judge(found, column));
        newNames(step).filter(Conventions::isCut).distinct().sorted()
                .forEach(name -> found.add(Suspicion.of(ScriptRule.LONG_NAME, name, name + " may have been cut", null)));
        return found;
    }

    private static void judge(List<Suspicion> found, Column column) {
        String name = column.fullName();
        if (column.serial()) {
            found.add(Suspicion.of(ScriptRule.SERIAL_COLUMN, name,
                    name + " is filled by a sequence with rights of its own, and takes any value that is given", null));
        }
        if ((column.key() || column.serial()) && (column.type().equals("integer") || column.type().equals("smallint"))) {
            found.add(Suspicion.of(ScriptRule.NARROW_KEY, name, name + " is a key of type " + column.type()
                    + ": it can run out, and widening it rewrites the table", null));
        }
        if (column.type().startsWith("character varying(") || column.type().startsWith("character(")) {
            found.add(Suspicion.of(ScriptRule.LIMITED_TEXT, name, name + " is " + column.type()
                    + ": another limit is another type, which the running version notices", null));
        }
        if (column.type().startsWith("timestamp") && column.type().contains("without time zone")) {
            found.add(Suspicion.of(ScriptRule.TIMESTAMP_WITHOUT_TIME_ZONE, name,
                    name + " is " + column.type() + ": which moment it means depends on who reads it", null));
        }
    }

    private static Stream<String> newNames(Step step) {
        Catalogue is = step.is();
        Catalogue was = step.was();
        return Stream.of(
                added(is.relations().values().stream(), was.relations().values().stream(), Relation::name),
                added(is.columns().values().stream(), was.columns().values().stream(), Column::fullName),
                added(named(is), named(was), Constraint::name),
                added(is.indexes().values().stream(), was.indexes().values().stream(), Index::name))
                .flatMap(Function.identity());
    }

    /** NOT NULL is called by PostgreSQL 18 itself, which shortens where it must. */
    private static Stream<Constraint> named(Catalogue catalogue) {
        return catalogue.constraints().values().stream().filter(constraint -> !constraint.type().equals(NOT_NULL));
    }

    private static <T> Stream<String> added(Stream<T> is, Stream<T> was, Function<T, String> name) {
        Set<String> known = was.map(name).collect(Collectors.toSet());
        return is.map(name).filter(one -> !known.contains(one));
    }

    private static boolean isCut(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
        return last.getBytes(StandardCharsets.UTF_8).length >= LONGEST_NAME;
    }
}
