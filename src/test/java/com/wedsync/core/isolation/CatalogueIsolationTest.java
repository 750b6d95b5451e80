package com.wedsync.core.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.wedsync.core.isolation.Expectations.Entry;
import com.wedsync.core.isolation.Expectations.Line;
import com.wedsync.core.isolation.Expectations.Row;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Every table, view and function of the tenants' schemas, as every kind of caller, against expectations.txt. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CatalogueIsolationTest {

    private static final String SERVICE = "service";

    private final Expectations expected = Expectations.read();

    static List<String> callers() {
        return Cast.callers();
    }

    @BeforeEach
    void the_schema_is_there() throws SQLException {
        Season.run("SELECT 1");
    }

    @Test
    void whatever_there_is_has_an_expectation_and_nothing_else_has() throws SQLException {
        try (Connection connection = TestDatabase.connect("owner")) {
            assertThat(Catalogue.tables(connection)).as("""
                    Tables and views, compared with the 'table' entries of expectations.txt. For a new one add 'table <name>'
                    with rows of two tenants ('row'), and for each of select, update, insert and delete who may: the head of the
                    file explains it.""").containsExactlyInAnyOrderElementsOf(expected.tables().keySet());
            assertThat(Catalogue.functions(connection)).as("""
                    Functions, compared with the 'function' entries of expectations.txt. For a new one add 'function <signature>
                    [definer] => <roles that may execute it>', and 'call' or 'read' lines that say for whom it does what.""")
                    .containsExactlyInAnyOrderElementsOf(expected.functions().keySet());
        }
    }

    @Test
    void every_expectation_is_complete() {
        for (Entry table : expected.tables().values()) {
            assertThat(table.lines().stream().map(Line::verb)).as("%s: say who may, or nobody", table.name())
                    .contains("select", "update", "insert", "delete");
            assertThat(labels(table)).as("%s: rows that no line tells of", table.name())
                    .isSubsetOf(table.lines("select").flatMap(line -> line.rows().stream()).collect(Collectors.toSet()))
                    .isSubsetOf(table.lines("delete").flatMap(line -> line.rows().stream()).collect(Collectors.toSet()));
            assertThat(table.lines().stream().flatMap(line -> line.rows().stream()))
                    .as("%s: lines about rows that there are not",
                            table.name())
                    .isSubsetOf(labels(table));
        }
        assertThat(expected.functions().values().stream()
                .filter(function -> function.definer() && !function.roles().isEmpty() || function.roles().contains("app"))
                .filter(function -> function.lines().isEmpty()).map(Entry::name))
                .as("functions that have their owner's rights, or enter by themselves, without a line that tries them")
                .containsExactly("access.keep_answer(text, bytea, smallint, text, text, bytea)");
    }

    @Test
    void only_declared_roles_execute_functions_and_only_declared_functions_have_their_owners_rights() throws SQLException {
        try (Connection connection = TestDatabase.connect("owner")) {
            for (Entry function : expected.functions().values()) {
                assertThat(Catalogue.rolesThatMayExecute(connection, function.name())).as(function.name())
                        .containsExactlyInAnyOrderElementsOf(function.roles());
            }
            assertThat(Catalogue.definers(connection)).containsExactlyInAnyOrderElementsOf(
                    expected.functions().values().stream().filter(Entry::definer).map(Entry::name).toList());
        }
    }

    @Test
    void nothing_goes_round_row_level_security() throws SQLException {
        try (Connection connection = TestDatabase.connect("owner")) {
            assertThat(Catalogue.tablesWithoutRowLevelSecurity(connection)).isEmpty();
            assertThat(Catalogue.viewsWithTheirOwnersRights(connection)).isEmpty();
            assertThat(Catalogue.definersWithoutSearchPath(connection)).isEmpty();
            assertThat(Catalogue.changeableKeys(connection)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("callers")
    void a_caller_sees_and_changes_what_is_declared(String caller) throws SQLException {
        try (Stage stage = new Stage(expected)) {
            List<String> does = new ArrayList<>();
            List<String> may = new ArrayList<>();
            for (Entry table : expected.tables().values()) {
                rights(stage, table, caller, does);
                declared(table, caller, may);
            }
            for (Entry function : expected.functions().values()) {
                for (Line line : function.lines()) {
                    add(does, line.verb() + " " + line.sql(), stage.holds(line.sql(), line.verb().equals("call"), caller));
                    add(may, line.verb() + " " + line.sql(), line.allowed().contains(caller));
                }
            }
            assertThat(without(does, may)).as("what caller '%s' sees and does, and may not by expectations.txt", caller)
                    .isEmpty();
            assertThat(without(may, does)).as("what caller '%s' may by expectations.txt, and cannot", caller).isEmpty();
        }
    }

    private static void rights(Stage stage, Entry table, String caller, List<String> does) throws SQLException {
        if (table.rows().isEmpty()) {
            for (String statement : List.of("SELECT FROM " + table.name(), "DELETE FROM " + table.name(),
                    "UPDATE " + table.name() + " SET " + clauses(table).iterator().next())) {
                add(does, statement, stage.passes(statement, caller));
            }
        } else {
            rightsToRows(stage, table, caller, does);
        }
        for (Line line : table.lines("insert").toList()) {
            add(does, "insert " + table.name() + " " + line.sql(), stage.inserts(table.name(), line.sql(), caller));
        }
    }

    private static void rightsToRows(Stage stage, Entry table, String caller, List<String> does) throws SQLException {
        for (String seen : stage.seen(table.name(), caller)) {
            does.add("select " + table.name() + " " + seen);
        }
        for (String clause : clauses(table)) {
            Set<String> blindly = caller.equals(SERVICE) ? Set.of()
                    : stage.touchedBlindly(table.name(), "UPDATE " + table.name() + " SET " + clause, caller);
            for (String row : tried(table, "update", clause, caller)) {
                add(does, "update " + table.name() + " " + row + " : " + clause,
                        blindly.contains(row) || stage.updates(table.name(), row, clause, caller));
            }
        }
        Set<String> blindly = caller.equals(SERVICE) ? Set.of()
                : stage.touchedBlindly(table.name(), "DELETE FROM " + table.name(), caller);
        for (String row : tried(table, "delete", "", caller)) {
            add(does, "delete " + table.name() + " " + row,
                    blindly.contains(row) || stage.deletes(table.name(), row, caller));
        }
    }

    private static void declared(Entry table, String caller, List<String> may) {
        for (Line line : table.lines()) {
            if (line.allowed().contains(caller)) {
                switch (line.verb()) {
                    case "insert" -> may.add("insert " + table.name() + " " + line.sql());
                    case "update" ->
                        line.rows().forEach(row -> may.add("update " + table.name() + " " + row + " : " + line.sql()));
                    default -> line.rows().forEach(row -> may.add(line.verb() + " " + table.name() + " " + row));
                }
            }
        }
    }

    /** All rows: of what is not declared, nobody may do anything. Of the service only what is declared is of interest. */
    private static Set<String> tried(Entry table, String verb, String clause, String caller) {
        return caller.equals(SERVICE) ? table.lines(verb).filter(line -> line.sql().equals(clause))
                .flatMap(line -> line.rows().stream()).collect(Collectors.toCollection(TreeSet::new)) : labels(table);
    }

    private static Set<String> clauses(Entry table) {
        return table.lines("update").map(Line::sql).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(Entry table) {
        return table.rows().stream().map(Row::label).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(List<String> all, List<String> these) {
        Set<String> rest = new TreeSet<>(all);
        these.forEach(rest::remove);
        return rest;
    }

    private static void add(List<String> all, String what, boolean succeeded) {
        if (succeeded) {
            all.add(what);
        }
    }
}
