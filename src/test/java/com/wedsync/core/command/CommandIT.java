package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.PackagedApplication.Ended;
import com.wedsync.core.testing.Scripts;
import com.wedsync.core.testing.TestDatabase;

@Tag("long")
class CommandIT {

    private static Map<String, String> settings = Map.of();

    @BeforeAll
    static void prepare_database() {
        // a command verifies no tokens
        settings = new HashMap<>(new TestDatabase().start());
        settings.remove("wedsync.auth.jwt-secret");
    }

    @Test
    void migrate_applies_what_is_pending_and_says_so_when_nothing_is() {
        Ended first = PackagedApplication.run(settings, "migrate");
        assertThat(first.errors()).doesNotContain("Failed", "Exception");
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).endsWith("he schema is up to date.\n");

        Ended second = PackagedApplication.run(settings, "migrate");
        assertThat(second).isEqualTo(new Ended(0, "Nothing was pending, the schema is up to date.\n", ""));

        Ended status = PackagedApplication.run(settings, "status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.errors()).isEmpty();
        assertThat(status.output()).startsWith("State: up to date\n")
                .contains("  " + Scripts.names().getLast() + " ")
                .contains("Pending: none\n")
                .contains("  timescaledb ");
    }

    @Test
    void a_dry_run_with_nothing_pending_says_so() {
        assertThat(PackagedApplication.run(settings, "migrate").exitCode()).isZero();

        Ended dryRun = PackagedApplication.run(settings, "migrate", "--dry-run");

        assertThat(dryRun.errors()).isEmpty();
        assertThat(dryRun.exitCode()).isZero();
        assertThat(dryRun.output()).startsWith("Nothing is pending; ").hasLineCount(1);
    }

    @Test
    void bootstrap_prints_the_script_for_the_administrator() throws IOException {
        Ended bootstrap = PackagedApplication.run(Map.of(), "bootstrap");

        assertThat(bootstrap).isEqualTo(new Ended(0,
                Files.readString(Path.of("src", "main", "resources", "bootstrap", "bootstrap.sql")), ""));
    }

    @Test
    void help_and_version_need_no_settings() {
        Ended help = PackagedApplication.run(Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("migrate", "status", "bootstrap", "--version");

        Ended version = PackagedApplication.run(Map.of(), "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.errors()).isEmpty();
        assertThat(version.output()).matches("core-database \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void what_is_not_understood_ends_with_2_and_the_usage() {
        Ended unknown = PackagedApplication.run(Map.of(), "explode");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output()).isEmpty();
        assertThat(unknown.errors()).contains("'explode'", "Usage: core-database");
    }

    @Test
    void a_database_that_cannot_be_reached_ends_with_1_and_the_reason() {
        Ended status = PackagedApplication.run(Map.of("wedsync.database.url", "postgresql://127.0.0.1:1/wedsync"), "status");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).isEmpty();
        assertThat(status.errors()).contains("Connection to 127.0.0.1:1 refused").doesNotContain("\tat ");
    }

    @Test
    void migrate_without_a_database_url_names_the_setting() {
        Ended migrate = PackagedApplication.run(Map.of(), "migrate");

        assertThat(migrate.exitCode()).isEqualTo(1);
        assertThat(migrate.errors()).isEqualTo("Set WEDSYNC_DATABASE_URL (wedsync.database.url) to the database of this "
                + "service, for example postgresql://db.example.com:5432/wedsync.\n");
    }

    @Test
    void a_setting_out_of_its_bounds_is_refused_by_its_name() {
        Ended status = PackagedApplication.run(Map.of("wedsync.admission.max-waiting", "-1"), "status");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output() + status.errors())
                .contains("wedsync.admission.max-waiting must be greater than or equal to 0");
    }
}
