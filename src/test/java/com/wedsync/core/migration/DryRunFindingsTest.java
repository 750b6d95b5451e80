package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.migration.safety.FindingLevel;
import com.wedsync.core.migration.safety.Obstacle;
import com.wedsync.core.migration.safety.ScriptFinding;
import com.wedsync.core.migration.safety.ScriptRule;
import com.wedsync.core.testing.Eventually;

@Tag("database")
@Timeout(60)
@Tag("long")
class DryRunFindingsTest {

    @TempDir
    private Path scripts;
    private Playground playground;

    @BeforeEach
    void prepare() throws SQLException {
        playground = Playground.bare(scripts);
        playground.script("V9000__guest.sql", """
                CREATE SCHEMA wedding;
                CREATE TABLE wedding.guest (id uuid, phone text, email text, table_name text);
                INSERT INTO wedding.guest (phone) VALUES ('1');
                """);
        assertThat(playground.migrate().errors()).isEmpty();
    }

    @AfterEach
    void clear() throws SQLException {
        playground.close();
    }

    @Test
    void a_script_that_breaks_the_running_version_fails_the_dry_run_and_tells_who_is_in_the_way() throws SQLException {
        playground.execute("ANALYZE wedding.guest");
        playground.script("V9005__guest.sql", "ALTER TABLE wedding.guest DROP COLUMN phone;");
        try (Connection reader = begin("a reader", "SELECT FROM wedding.guest")) {
            MigrationResult result = playground.dryRun().run("tester");

            String message = "wedding.guest.phone is gone: statements of the running version that name it fail";
            assertThat(result.success()).isFalse();
            assertThat(result.appliedMigrations()).containsExactly("V9005__guest.sql");
            assertThat(result.errors()).containsExactly("V9005__guest.sql: drop-column wedding.guest.phone: " + message);
            assertThat(result.errorDetails()).containsExactly(
                    MigrationError.of("V9005__guest.sql", "drop-column wedding.guest.phone: " + message));
            assertThat(result.findings()).extracting(ScriptFinding::rule, ScriptFinding::level).containsExactly(
                    org.assertj.core.groups.Tuple.tuple(ScriptRule.DROP_COLUMN, FindingLevel.ERROR),
                    org.assertj.core.groups.Tuple.tuple(ScriptRule.BLOCK_READERS, FindingLevel.WARNING));
            assertThat(result.findings()).allSatisfy(finding -> {
                assertThat(finding.script()).isEqualTo("V9005__guest.sql");
                assertThat(finding.advice()).isEqualTo(finding.rule().advice());
                assertThat(finding.table()).isNotNull().satisfies(table -> {
                    assertThat(table.name()).isEqualTo("wedding.guest");
                    assertThat(table.sizeBytes()).isPositive();
                    assertThat(table.estimatedRows()).isNotNegative();
                    assertThat(table.sessions()).extracting(Obstacle::application, Obstacle::lockModes)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple("a reader", List.of("AccessShareLock")));
                });
            });
        }
    }

    @Test
    void an_author_may_accept_a_finding_for_a_reason() {
        playground.script("V9005__guest.sql", """
                -- safety: drop-column wedding.guest.phone, unused since 1.4
                -- safety: drop-column wedding.guest.email, was kept after all
                ALTER TABLE wedding.guest DROP COLUMN phone;
                """);

        MigrationResult result = playground.dryRun().run("tester");

        assertThat(result.success()).isTrue();
        assertThat(result.findings())
                .extracting(finding -> finding.level() + " " + finding.rule() + " " + finding.object() + " " + finding.reason())
                .containsExactly("accepted drop-column wedding.guest.phone unused since 1.4",
                        "warning block-readers wedding.guest null",
                        "warning unused-acknowledgement drop-column wedding.guest.email, was kept after all null");
    }

    @Test
    void what_earlier_pending_scripts_made_has_no_rows_and_no_readers() {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid, place text);")
                .script("V9006__seat.sql", """
                        ALTER TABLE wedding.seat DROP COLUMN place, ADD COLUMN row bigint NOT NULL;
                        CREATE INDEX seat_idx ON wedding.seat (id);
                        """);

        assertThat(playground.dryRun().run("tester").findings()).isEmpty();
    }

    @Test
    void a_script_that_fails_does_not_hide_what_was_found_before() {
        playground.script("V9005__guest.sql", "ALTER TABLE wedding.guest DROP COLUMN phone;")
                .script("V9006__broken.sql", "ALTER TABLE wedding.guest DROP COLUMN email; SELECT 1 / 0;");

        MigrationResult result = playground.dryRun().run("tester");

        assertThat(result.errorDetails()).extracting(MigrationError::script).containsExactly("V9006__broken.sql",
                "V9005__guest.sql");
        assertThat(result.findings()).extracting(ScriptFinding::script).containsOnly("V9005__guest.sql");
    }

    @Test
    void an_index_built_concurrently_names_old_transactions_and_nothing_else() throws Exception {
        playground.script("V9005__index.sql", """
                DROP INDEX CONCURRENTLY IF EXISTS wedding.guest_seat_idx;
                CREATE INDEX CONCURRENTLY guest_seat_idx ON wedding.guest (table_name);
                """);
        assertThat(playground.dryRun().run("tester").findings()).isEmpty();

        try (Connection old = begin("old", "SELECT pg_current_xact_id()")) {
            List<ScriptFinding> findings = Eventually.get(() -> playground.dryRun().run("tester").findings(),
                    found -> !found.isEmpty());

            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(ScriptRule.WAIT_FOR_TRANSACTIONS);
                assertThat(finding.table()).isNotNull().satisfies(table -> assertThat(table.sessions())
                        .extracting(Obstacle::application).containsExactly("old"));
            });
        }
    }

    @Test
    void scripts_that_cannot_be_undone_or_run_again_fail_the_dry_run() {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid); COMMIT; SELECT 1;")
                .script("V9006__index.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS seat_idx ON wedding.seat (id);");

        assertThat(playground.dryRun().run("tester").findings())
                .extracting(finding -> finding.script() + " " + finding.rule() + " " + finding.object())
                .containsExactly("V9005__seat.sql transaction-control transaction", "V9006__index.sql not-repeatable seat_idx");
    }

    @Test
    void a_script_that_is_told_to_do_without_a_transaction_may_not_wait_without_a_limit() {
        playground.script("V9005__guest.sql", "ALTER TABLE wedding.guest ADD COLUMN seat text;")
                .script("V9005__guest.sql.conf", "executeInTransaction=false");

        assertThat(playground.dryRun().run("tester").errors()).singleElement().asString()
                .startsWith("V9005__guest.sql: unlimited-wait ALTER TABLE wedding.guest: ");
    }

    @Test
    void a_script_that_is_refused_before_it_begins_is_named_itself() {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__mixed.sql", """
                        ALTER TABLE wedding.seat ADD COLUMN place text;
                        CREATE INDEX CONCURRENTLY seat_idx ON wedding.seat (id);
                        """);

        assertThat(playground.dryRun().run("tester").errorDetails()).extracting(MigrationError::script)
                .containsExactly("V9006__mixed.sql");
    }

    private Connection begin(String application, String sql) throws SQLException {
        Connection connection = playground.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = '" + application + "'");
            connection.setAutoCommit(false);
            statement.execute(sql);
        }
        return connection;
    }
}
