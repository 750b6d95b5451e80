package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class MigrationValidationTest {

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
    void a_repeatable_script_is_refused_because_nothing_judges_it() throws SQLException {
        playground.script("R__seats.sql", "DROP TABLE wedding.guest CASCADE;");
        String error = "R__seats.sql: This script is repeatable, and nothing judges what it does the next time: give it a version";

        assertThat(playground.dryRun().run("tester").errors()).containsExactly(error);
        assertThat(playground.migrate().errors()).containsExactly(error);
        assertThat(playground.weddingTables()).contains("guest");
    }

    @Test
    void a_changed_script_that_was_applied_refuses_the_run_and_is_named() throws SQLException {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.migrate();
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid, place int);")
                .script("V9006__more.sql", "CREATE TABLE wedding.more (id uuid);");

        MigrationResult result = playground.migrate();

        assertThat(result.success()).isFalse();
        assertThat(result.errors()).singleElement().asString()
                .startsWith("V9005__seat.sql: This script was changed after it was applied: its checksum was ");
        assertThat(playground.weddingTables()).doesNotContain("more");
        assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.INVALID);
        assertThat(playground.migrator().isUpToDate()).isFalse();
    }

    @Test
    void an_applied_script_that_is_gone_refuses_the_run_and_is_named() throws Exception {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);")
                .script("V9006__more.sql", "CREATE TABLE wedding.more (id uuid);");
        playground.migrate();
        java.nio.file.Files.delete(scripts.resolve("V9005__seat.sql"));

        MigrationResult result = playground.migrate();

        assertThat(result.errors()).containsExactly(
                "V9005__seat.sql: This script was applied to the database but is not part of this version of the service");
    }

    @Test
    void an_older_version_of_the_service_accepts_a_newer_schema() throws Exception {
        playground.script("V9005__seat.sql", "CREATE TABLE wedding.seat (id uuid);");
        playground.migrate();
        java.nio.file.Files.delete(scripts.resolve("V9005__seat.sql"));

        assertThat(playground.migrate().success()).isTrue();
        assertThat(playground.migrator().isUpToDate()).isTrue();
    }

    @Test
    void a_script_that_comes_too_late_refuses_the_run_and_is_named() {
        playground.script("V9006__more.sql", "CREATE TABLE wedding.more (id uuid);");
        playground.migrate();
        playground.script("V9005__late.sql", "CREATE TABLE wedding.late (id uuid);");

        assertThat(playground.migrate().errors()).singleElement().asString().startsWith("V9005__late.sql: ");
    }
}
