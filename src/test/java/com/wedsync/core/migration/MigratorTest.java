package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.Scripts;

@Tag("database")
@Timeout(60)
class MigratorTest {

    private static final List<String> OWN_SCRIPTS = Scripts.names();

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
    void an_empty_database_gets_every_script_in_order_by_an_owner_that_is_no_superuser() throws SQLException {
        try (Playground empty = Playground.empty(scripts)) {
            MigrationResult result = empty.migrate();

            assertThat(result.errors()).isEmpty();
            assertThat(result.success()).isTrue();
            assertThat(result.appliedMigrations()).isEqualTo(OWN_SCRIPTS);
            assertThat(empty.value(
                    "SELECT requested_by || ' ' || status || ' ' || array_to_string(applied, ',') FROM ops.migration_run"))
                    .isEqualTo("tester succeeded " + String.join(",", OWN_SCRIPTS));
            assertThat(empty.value("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).isEqualTo("f");
        }
    }

    @Test
    void a_second_run_does_nothing_and_leaves_no_record() throws SQLException {
        String before = playground.value("SELECT count(*) FROM ops.migration_run");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isTrue();
        assertThat(result.appliedMigrations()).isEmpty();
        assertThat(playground.value("SELECT count(*) FROM ops.migration_run")).isEqualTo(before);
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void a_run_is_recorded_and_audited_with_who_asked() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");

        playground.migrate();

        assertThat(playground.rows("""
                SELECT actor || ' ' || action || ' ' || (detail ->> 'status') || ' ' || (detail -> 'applied' ->> 0)
                FROM ops.audit_entry ORDER BY sequence DESC LIMIT 1"""))
                .containsExactly("tester migrate succeeded V9005__seat.sql");
        assertThat(playground.value("SELECT instance FROM ops.migration_run ORDER BY started_at DESC LIMIT 1"))
                .endsWith("/" + ProcessHandle.current().pid());
    }

    @Test
    void a_failure_stops_the_run_rolls_its_script_back_and_names_script_line_and_sqlstate() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__broken.sql", """
                        -- a comment
                        CREATE TABLE wedding.half (id uuid);

                        INSERT INTO wedding.half
                        SELECT id
                        FROM wedding.no_such_table;
                        """)
                .script("V9007__never.sql", "CREATE TABLE wedding.never (id uuid);");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isFalse();
        assertThat(result.appliedMigrations()).containsExactly("V9005__seat.sql");
        assertThat(result.errorDetails()).containsExactly(new MigrationError("V9006__broken.sql", 6, "42P01",
                "relation \"wedding.no_such_table\" does not exist"));
        assertThat(result.errors()).containsExactly(
                "V9006__broken.sql line 6: relation \"wedding.no_such_table\" does not exist (SQLSTATE 42P01)");
        assertThat(playground.weddingTables()).contains("seat").doesNotContain("half", "never");
        assertThat(playground.value("""
                SELECT status || ' ' || applied::text || ' ' || (problem ->> 'script') || ' ' || (problem ->> 'line')
                FROM ops.migration_run ORDER BY started_at DESC LIMIT 1"""))
                .isEqualTo("failed {V9005__seat.sql} V9006__broken.sql 6");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.FAILED);
    }

    @Test
    void a_failed_script_that_was_repaired_goes_through_at_the_next_run() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uid);");
        assertThat(playground.migrate().success()).isFalse();

        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");

        assertThat(playground.migrate().appliedMigrations()).containsExactly("V9005__seat.sql");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
    }

    @Test
    void an_error_inside_a_function_body_tells_where_in_the_body() {
        playground.script("V9005__block.sql", """
                DO $$
                BEGIN
                    RAISE EXCEPTION 'not on a Sunday' USING ERRCODE = 'WS001', HINT = 'Try Monday.';
                END
                $$;
                """);

        MigrationResult result = playground.migrate();

        assertThat(result.errorDetails()).containsExactly(new MigrationError("V9005__block.sql", 1, "WS001",
                "not on a Sunday. Try Monday. [PL/pgSQL function inline_code_block line 3 at RAISE]"));
    }
}
