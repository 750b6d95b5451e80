package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.Scripts;

@Tag("database")
@Timeout(60)
class DryRunTest {

    /** Everything a script could have changed: relations, columns, functions, schemas, roles, the history. */
    private static final String CATALOGUE = """
            SELECT concat_ws(' ', n.nspname, c.relname, c.relkind, c.relacl, a.attname, a.atttypid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid
            UNION ALL SELECT concat_ws(' ', p.oid, p.proname, p.proacl, md5(p.prosrc)) FROM pg_proc p
            UNION ALL SELECT concat_ws(' ', nspname, nspacl) FROM pg_namespace
            UNION ALL SELECT concat_ws(' ', rolname, rolsuper, rolcanlogin, rolcreatedb) FROM pg_roles
            UNION ALL SELECT concat_ws(' ', installed_rank, script, checksum, installed_on, success) FROM ops.flyway_schema_history
            ORDER BY 1""";

    @TempDir
    private Path scripts;
    private Playground playground;

    @BeforeEach
    void prepare() throws SQLException {
        playground = Playground.migrated(scripts);
    }

    @AfterEach
    void clear() throws SQLException {
        playground.close();
    }

    @Test
    @DisplayName("fault 8: a dry run really executes the pending scripts, and leaves the database as it was")
    void executes_without_touching_the_target() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__index.sql", """
                        DROP INDEX CONCURRENTLY IF EXISTS wedding.seat_idx;
                        CREATE INDEX CONCURRENTLY seat_idx ON wedding.seat (id);
                        """);
        List<String> before = playground.rows(CATALOGUE);

        MigrationResult result = playground.dryRun().run("tester");

        assertThat(result.errors()).isEmpty();
        assertThat(result.success()).isTrue();
        assertThat(result.dryRun()).isTrue();
        assertThat(result.appliedMigrations()).containsExactly("V9005__seat.sql", "V9006__index.sql");
        assertThat(result.checked()).startsWith("All 2 pending scripts were executed in a throw-away database made from "
                + "wedsync_template without any data, after the " + Scripts.names().size()
                + " applied ones had been replayed there");
        assertThat(playground.rows(CATALOGUE)).isEqualTo(before);
        assertThat(throwaways()).isEmpty();
        assertThat(playground.value("SELECT status FROM ops.migration_run WHERE dry_run AND requested_by = 'tester'"))
                .isEqualTo("succeeded");
    }

    @Test
    @DisplayName("fault 8: a dry run finds the error that only execution can find, with script, line and SQLSTATE")
    void finds_what_only_execution_finds() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__broken.sql", "\nALTER TABLE wedding.seat\n    ADD COLUMN id int;");

        MigrationResult result = playground.dryRun().run("tester");

        assertThat(result.success()).isFalse();
        assertThat(result.appliedMigrations()).containsExactly("V9005__seat.sql");
        assertThat(result.errorDetails()).containsExactly(
                new MigrationError("V9006__broken.sql", 2, "42701", "column \"id\" of relation \"seat\" already exists"));
        assertThat(result.checked()).startsWith("1 of 2 pending scripts were executed in a throw-away database");
        assertThat(throwaways()).isEmpty();
    }

    @Test
    void a_dry_run_of_a_fresh_database_executes_everything_and_creates_nothing() throws SQLException {
        try (Playground empty = Playground.empty(scripts)) {
            MigrationResult result = empty.dryRun().run("tester");

            assertThat(result.errors()).isEmpty();
            assertThat(result.appliedMigrations()).isEqualTo(Scripts.names());
            assertThat(empty.rows("SELECT nspname FROM pg_namespace WHERE nspname IN ('ops', 'wedding', 'sync')")).isEmpty();
        }
    }

    @Test
    void without_the_right_to_create_databases_it_validates_and_says_so() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.administer("ALTER ROLE wedsync_owner NOCREATEDB");
        try {
            MigrationResult result = playground.dryRun().run("tester");

            assertThat(result.success()).isTrue();
            assertThat(result.appliedMigrations()).isEmpty();
            assertThat(result.findings()).isNull();
            assertThat(result.checked()).isEqualTo("Nothing was executed, because the log-in wedsync_owner may not create "
                    + "databases (CREATEDB); only the checksums and the order of all scripts were checked, and that the 1 "
                    + "pending ones can be read and split into statements.");

            playground.script("V9005__seat.sql", "SELECT 1;\nSELECT '${unknown}';");
            MigrationResult unreadable = playground.dryRun().run("tester");
            assertThat(unreadable.success()).isFalse();
            assertThat(unreadable.errorDetails()).singleElement().isEqualTo(
                    MigrationError.of("V9005__seat.sql",
                            "No value provided for placeholder: ${unknown}.  Check your configuration!"));
        } finally {
            playground.administer("ALTER ROLE wedsync_owner CREATEDB");
        }
    }

    @Test
    void without_a_template_that_has_the_extensions_it_validates_and_says_why() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.administer("ALTER DATABASE wedsync_template RENAME TO wedsync_template_hidden");
        try {
            MigrationResult result = playground.dryRun().run("tester");

            assertThat(result.success()).isTrue();
            assertThat(result.checked())
                    .startsWith("Nothing was executed, because a copy of template1 cannot be made like this "
                            + "database (wedsync_owner may not create the extensions pg_stat_statements in it;");
            assertThat(throwaways()).isEmpty();
        } finally {
            playground.administer("ALTER DATABASE wedsync_template_hidden RENAME TO wedsync_template");
        }
    }

    @Test
    void a_changed_script_is_refused_before_anything_is_executed() {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.migrate();
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id int);");

        MigrationResult result = playground.dryRun().run("tester");

        assertThat(result.success()).isFalse();
        assertThat(result.errors()).singleElement().asString().startsWith("V9005__seat.sql: ");
        assertThat(result.checked()).startsWith("Nothing was executed");
    }

    @Test
    void nothing_pending_is_said_plainly() {
        assertThat(playground.dryRun().run("tester").checked())
                .isEqualTo(
                        "Nothing is pending; the checksums and the order of the " + Scripts.names().size()
                                + " applied scripts were compared with the history.");
    }

    @Test
    void what_a_killed_dry_run_left_is_dropped_and_a_live_one_is_not() throws SQLException {
        playground.execute("CREATE DATABASE wedsync_dry_run_4711");
        try (ThrowawayDatabase alive = ThrowawayDatabase.create(playground.owner().pool());
                Connection connection = playground.connect()) {
            assertThat(ThrowawayDatabase.dropLeftovers(connection)).containsExactly("wedsync_dry_run_4711");
            assertThat(throwaways()).containsExactly(alive.name());
        }
        assertThat(throwaways()).isEmpty();
    }

    private List<String> throwaways() throws SQLException {
        return playground.rows("SELECT datname FROM pg_database WHERE datname LIKE 'wedsync\\_dry\\_run\\_%'");
    }
}
