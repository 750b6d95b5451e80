package com.wedsync.core.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.PackagedApplication.Ended;
import com.wedsync.core.testing.Scripts;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/** The packaged application on databases of its own, killed and started at will. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class StartUpIT {

    private static final String BLOCKED_SCRIPT = "V4__specification_functions.sql";

    private static final String SCRIPTS = Integer.toString(Scripts.names().size());

    @TempDir
    private Path scripts;

    @Test
    void kill_9_in_the_middle_of_a_migration_leaves_a_clean_next_start_that_says_what_was_interrupted() throws SQLException {
        try (Playground playground = Playground.empty(scripts);
                PackagedApplication victim = PackagedApplication
                        .start(playground.settings(Map.of("wedsync.migration.lock-timeout", "10m")), "migrate")) {
            try (Connection obstacle = playground.connect(); Statement statement = obstacle.createStatement()) {
                // this script wants to create the same function and waits for the outcome of this transaction
                obstacle.setAutoCommit(false);
                statement.execute(
                        "CREATE FUNCTION public.get_connection_stats() RETURNS json LANGUAGE sql AS 'SELECT NULL::json'");
                victim.await("the script waits", () -> "1".equals(value(playground,
                        """
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND application_name = 'wedsync-migration' AND wait_event_type = 'Lock'""")));

                victim.kill();

                obstacle.rollback();
            }
            assertThat(playground.status().read().state()).isIn(MigrationStatus.State.RUNNING,
                    MigrationStatus.State.UP_TO_DATE);

            try (PackagedApplication next = PackagedApplication.start(playground.settings(Map.of()))) {
                next.awaitProbe("ready", 200);
                assertThat(next.log()).containsPattern(
                        "WARN .*An earlier migration was interrupted requested_by=command line .* script=" + BLOCKED_SCRIPT);
            }
            assertThat(playground.rows("SELECT status FROM ops.migration_run ORDER BY started_at"))
                    .containsExactly("interrupted", "succeeded");
            assertThat(playground
                    .rows("SELECT regexp_replace(script, '.*/', '') FROM ops.flyway_schema_history WHERE version = '4'"))
                    .containsExactly(BLOCKED_SCRIPT);
            assertThat(playground.status().read().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
        }
    }

    @Test
    void a_dry_run_executes_every_pending_script_and_changes_nothing() throws SQLException {
        try (Playground playground = Playground.empty(scripts)) {
            Ended dryRun = PackagedApplication.run(playground.settings(Map.of()), "migrate", "--dry-run");

            assertThat(dryRun.errors()).isEmpty();
            assertThat(dryRun.exitCode()).isZero();
            assertThat(dryRun.output().lines().filter(line -> line.startsWith("Executed ")).map(line -> line.substring(9)))
                    .containsExactlyElementsOf(Scripts.names());
            assertThat(dryRun.output()).contains("pending scripts were executed in a throw-away database");
            assertThat(playground.rows("SELECT FROM pg_namespace WHERE nspname IN ('ops', 'wedding', 'sync')")).isEmpty();
        }
    }

    @Test
    void of_several_replicas_that_start_at_once_one_migrates_and_all_become_ready() throws SQLException {
        try (Playground playground = Playground.empty(scripts);
                PackagedApplication one = PackagedApplication.start(playground.settings(Map.of()));
                PackagedApplication two = PackagedApplication.start(playground.settings(Map.of()))) {
            one.awaitProbe("ready", 200);
            two.awaitProbe("ready", 200);

            assertThat(playground.rows("SELECT cardinality(applied) FROM ops.migration_run")).containsExactly(SCRIPTS);
            assertThat(playground.rows("SELECT count(*) FROM ops.flyway_schema_history WHERE version IS NOT NULL"))
                    .containsExactly(SCRIPTS);
        }
    }

    @Test
    void a_start_has_nothing_to_warn_of() throws SQLException {
        try (Playground playground = Playground.empty(scripts);
                PackagedApplication service = PackagedApplication.start(playground.settings(Map.of()))) {
            service.awaitProbe("ready", 200);
            service.await("the process is measured",
                    () -> given().get("http://localhost:" + service.managementPort() + "/q/metrics")
                            .asString().contains("process_uptime_seconds"));

            assertThat(service.log()).contains("INFO").doesNotContain(" WARN ", " ERROR ");
        }
    }

    @Test
    void a_service_is_alive_without_its_database_waits_for_the_migration_of_a_job_and_then_is_ready() throws SQLException {
        String url;
        try (Playground gone = Playground.empty(scripts)) {
            url = TestServer.get().url(gone.database());
        }
        Map<String, String> settings = new HashMap<>(Map.of("wedsync.database.url", url,
                "wedsync.auth.jwt-secret", Tokens.SECRET, "wedsync.migration.at-start", "false"));
        try (PackagedApplication service = PackagedApplication.start(settings)) {
            service.awaitProbe("live", 200);
            service.await("it tells what it waits for", () -> service.log().contains("Waiting for the database"));
            assertThat(service.probe("ready")).isEqualTo(503);

            try (Playground back = Playground.named(scripts, url.substring(url.lastIndexOf('/') + 1))) {
                service.await("it tells what it waits for", () -> service.log().contains("Waiting for the schema"));
                assertThat(service.probe("ready")).isEqualTo(503);
                assertThat(back.rows("SELECT FROM pg_namespace WHERE nspname = 'ops'")).isEmpty();

                Ended job = PackagedApplication.run(settings, "migrate");
                assertThat(job.exitCode()).isZero();
                service.awaitProbe("ready", 200);
                assertThat(service.log()).doesNotContain("ERROR");
            }
        }
    }

    private static String value(Playground playground, String sql) {
        try {
            return String.valueOf(playground.value(sql));
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
