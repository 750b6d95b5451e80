package com.wedsync.core.canary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CanaryTest {

    private static final String LEAK = "wedsync_canary_leak";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    CanaryProbe probe;

    @BeforeEach
    void the_schema_is_there() throws SQLException {
        Season.run("SELECT 1");
    }

    @AfterEach
    void row_level_security_holds_again() throws SQLException {
        owner("ALTER TABLE wedding.guest ENABLE ROW LEVEL SECURITY");
        probe();
    }

    @Test
    void canaries_that_see_their_own_guest_only_are_well() {
        probe();

        assertThat(isolation()).isEqualTo("UP no_leak");
        assertThat(metric()).isEqualTo(0.0);
    }

    @Test
    void a_leak_makes_the_service_unready_and_is_logged_once_until_a_probe_passes() throws SQLException {
        owner("ALTER TABLE wedding.guest DISABLE ROW LEVEL SECURITY");

        try (Logs logs = Logs.from(Level.SEVERE)) {
            probe();
            probe();

            assertThat(logs.lines()).singleElement().asString().contains("A canary sees guests of another couple");
        }
        assertThat(isolation()).isEqualTo("DOWN leak");
        assertThat(metric()).isEqualTo(1.0);
        assertThat(given().get(management.resolve("health/ready")).statusCode()).isEqualTo(503);

        owner("ALTER TABLE wedding.guest ENABLE ROW LEVEL SECURITY");
        probe();

        assertThat(isolation()).isEqualTo("UP no_leak");
        assertThat(metric()).isEqualTo(0.0);
    }

    @Test
    void canaries_that_cannot_be_read_are_no_leak_and_take_none_back() throws SQLException {
        probe();
        owner("REVOKE SELECT ON wedding.guest FROM wedsync_authenticated");
        try {
            probe();
            assertThat(isolation()).isEqualTo("UP no_leak");
        } finally {
            owner("GRANT SELECT ON wedding.guest TO wedsync_authenticated");
        }
        owner("ALTER TABLE wedding.guest DISABLE ROW LEVEL SECURITY");
        probe();
        owner("REVOKE SELECT ON wedding.guest FROM wedsync_authenticated");
        try {
            probe();
            assertThat(isolation()).isEqualTo("DOWN leak");
        } finally {
            owner("GRANT SELECT ON wedding.guest TO wedsync_authenticated");
        }
    }

    @Test
    void nobody_is_ever_connected_to_a_canary() throws SQLException {
        Season.Supplier supplier = Season.supplier();
        Season.Couple canary = new Season.Couple(Canary.FIRST.couple(), Canary.FIRST.partner());

        assertThatThrownBy(() -> Season.connection(canary, supplier, "pending"))
                .isInstanceOf(SQLException.class).hasMessageContaining("connection_canary_check");
    }

    private void probe() {
        probe.probe().await().atMost(Duration.ofSeconds(10));
    }

    private String isolation() {
        var ready = given().get(management.resolve("health/ready")).jsonPath();
        return ready.getString("checks.find { it.name == 'isolation' }.status") + " "
                + ready.getString("checks.find { it.name == 'isolation' }.data.finding");
    }

    private double metric() {
        return given().get(management.resolve("metrics")).asString().lines().filter(line -> line.startsWith(LEAK + " ")
                || line.startsWith(LEAK + "{")).map(line -> line.substring(line.lastIndexOf(' ')))
                .mapToDouble(Double::parseDouble).findFirst().orElseThrow();
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect("owner"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
