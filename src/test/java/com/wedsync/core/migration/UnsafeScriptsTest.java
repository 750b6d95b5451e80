package com.wedsync.core.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** A version of the service that brings a script which the version before would not survive. */
@QuarkusTest
@TestProfile(UnsafeScriptsTest.UnsafeVersion.class)
@WithTestResource(TestDatabase.class)
@Tag("long")
class UnsafeScriptsTest {

    @Inject
    OwnerDatabase owner;
    @Inject
    FlywaySettings flyway;

    public static class UnsafeVersion implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.flyway.owner.locations", "db/migration,db/unsafe", "wedsync.migration.at-start", "false");
        }
    }

    @BeforeEach
    void migrate_to_the_version_before() {
        MigrationResult result = new Migrator(owner,
                () -> FlywaySettings.on(flyway.get(), owner.pool()).target("9000?"),
                new Playground.Limits(Duration.ofSeconds(5), 3), Clock.systemUTC())
                .migrate("startup", Duration.ofSeconds(30), new Playground.Silent());
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void a_dry_run_of_an_unsafe_script_is_refused_with_its_findings() throws SQLException {
        try (Connection reader = TestDatabase.connect("owner"); Statement statement = reader.createStatement()) {
            statement.execute("SET application_name = 'a reader'");
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM wedding.guest");

            operator().contentType(ContentType.JSON).body("{\"dry_run\": true}").post("/api/database/migrate").then()
                    .statusCode(400)
                    .body("success", equalTo(false))
                    .body("dry_run", equalTo(true))
                    .body("applied_migrations", hasItem("V9005__guest.sql"))
                    .body("errors", contains(startsWith("V9005__guest.sql: drop-column wedding.guest.table_name: ")))
                    .body("error_details.script", contains("V9005__guest.sql"))
                    .body("findings.findAll { it.rule == 'drop-column' }.level", contains("accepted", "error"))
                    .body("findings.findAll { it.rule == 'drop-column' }.object",
                            contains("wedding.guest.phone", "wedding.guest.table_name"))
                    .body("findings.findAll { it.rule == 'drop-column' }.reason",
                            contains(equalTo("the test wants to see it accepted"), nullValue()))
                    .body("findings.message", everyItem(notNullValue()))
                    .body("findings.advice", everyItem(notNullValue()))
                    .body("findings[0].table.name", equalTo("wedding.guest"))
                    .body("findings[0].table.size_bytes", greaterThan(0))
                    .body("findings[0].table", hasKey("estimated_rows"))
                    .body("findings[0].table.sessions.find { it.application == 'a reader' }.lock_modes",
                            contains("AccessShareLock"))
                    .body("findings[0].table.sessions.find { it.application == 'a reader' }", hasKey("in_transaction_ms"))
                    .body("findings[0]", not(hasKey("error")));
        }
    }

    @Test
    void the_status_still_says_that_the_script_is_pending() {
        operator().get("/api/database/migrations").then().statusCode(200)
                .body("pending.script", contains("V9005__guest.sql"));
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.service());
    }
}
