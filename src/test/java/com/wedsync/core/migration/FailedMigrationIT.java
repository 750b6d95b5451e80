package com.wedsync.core.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.PackagedApplication.Ended;
import com.wedsync.core.testing.Tokens;

/** Migrations that cannot succeed, asked for at the command line and over HTTP. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class FailedMigrationIT {

    private static final String SCRIPT = "V4__specification_functions.sql";
    private static final String DUPLICATE_FUNCTION = "42723";

    @TempDir
    private Path scripts;

    @Test
    void a_script_that_fails_is_rolled_back_and_named_with_its_line_and_state() throws SQLException {
        try (Playground playground = Playground.empty(scripts)) {
            playground
                    .execute("CREATE FUNCTION public.get_connection_stats() RETURNS json LANGUAGE sql AS 'SELECT NULL::json'");

            Ended command = PackagedApplication.run(playground.settings(Map.of()), "migrate");
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.errors()).contains(SCRIPT, DUPLICATE_FUNCTION, "line ").doesNotContain("\tat ");

            try (PackagedApplication service = PackagedApplication
                    .start(playground.settings(Map.of("wedsync.migration.at-start", "false")))) {
                service.awaitProbe("started", 200);
                given().auth().oauth2(Tokens.service()).contentType("application/json").body("{}")
                        .post("http://localhost:" + service.port() + "/api/database/migrate").then()
                        .statusCode(400).body("success", equalTo(false))
                        .body("errors[0]", allOf(containsString(SCRIPT), containsString(DUPLICATE_FUNCTION)));
                assertThat(service.probe("ready")).isEqualTo(503);
            }
            assertThat(playground.rows("SELECT max(version::int) FROM ops.flyway_schema_history WHERE success"))
                    .containsExactly("3");
        }
    }

    @Test
    void a_script_that_was_changed_after_it_was_applied_is_refused_by_its_name() throws SQLException {
        try (Playground playground = Playground.migrated(scripts)) {
            playground.execute(
                    "UPDATE ops.flyway_schema_history SET checksum = checksum + 1 WHERE script LIKE '%" + SCRIPT + "'");

            Ended command = PackagedApplication.run(playground.settings(Map.of()), "migrate");
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.errors()).contains(SCRIPT, "changed after it was applied").doesNotContain("\tat ");
            assertThat(PackagedApplication.run(playground.settings(Map.of()), "status").exitCode()).isEqualTo(1);
        }
    }
}
