package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;

import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.migration.safety.ScriptWatch;

/** The service's own scripts, judged by its own rules. */
@Tag("database")
@Timeout(60)
class OwnScriptsTest {

    @TempDir
    private Path scripts;

    @Test
    void no_script_after_the_foundation_breaks_the_version_before_it() throws SQLException {
        try (Playground playground = Playground.upTo(ScriptWatch.FOUNDATION, scripts)) {
            assertThat(playground.dryRun().run("tester").errors()).isEmpty();
        }
    }

    @Test
    void scripts_of_the_foundation_are_not_judged_by_rules_they_did_not_know() throws SQLException {
        try (Playground playground = Playground.upTo(MigrationVersion.fromVersion("6"), scripts)) {
            assertThat(playground.dryRun().run("tester").errors()).isEmpty();
        }
    }
}
