package com.wedsync.core.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Observations;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class HistoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Long before the service's own passes, so that it is not disturbed by them. */
    private static final Instant HOUR = Instant.parse("2020-06-01T12:00:00Z");
    private static final Measure LEVEL = Measure.of("wedsync_test_level", "things", "Of the test", "table");

    @Inject
    HistoryRepository history;

    @Inject
    Histories histories;

    @Inject
    HistoryConfig config;

    @Inject
    Observations observations;

    @Inject
    @Ops
    Database ops;

    private HistoryKeeper keeper;

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
        // the service's own first pass packs what is there
        Eventually.get(observations::takenAt, Optional::isPresent);
        keeper = new HistoryKeeper(history, config);
    }

    @AfterEach
    void forget() throws SQLException {
        administer("DELETE FROM ops.observation_hour WHERE hour < '2021-01-01'",
                "DELETE FROM ops.observation WHERE minute < '2021-01-01'",
                "DELETE FROM ops.series WHERE name = 'wedsync_test_level'");
    }

    @Test
    void minutes_are_packed_into_hours_and_both_can_be_asked_for() {
        for (int minute = 0; minute < 65; minute++) {
            keep(minute, minute);
        }

        List<Point> minutes = points(HOUR.plus(Duration.ofMinutes(58)), HOUR.plus(Duration.ofMinutes(62)), MINUTE);
        List<Point> hours = points(HOUR, HOUR.plus(Duration.ofHours(2)), Duration.ofHours(1));

        assertThat(minutes).extracting(Point::average).containsExactly(58.0, 59.0, 60.0, 61.0);
        assertThat(hours).extracting(Point::minimum).containsExactly(0.0, 60.0);
        assertThat(hours).extracting(Point::average).containsExactly(29.5, 62.0);
        assertThat(hours).extracting(Point::maximum).containsExactly(59.0, 64.0);
    }

    @Test
    void a_second_replica_adds_nothing_to_the_same_minute() {
        HistoryKeeper other = new HistoryKeeper(history, config);
        keep(0, 5);
        keep(other, 0, 7);
        keep(60, 1);
        keep(other, 60, 2);

        assertThat(points(HOUR, HOUR.plus(Duration.ofHours(2)), MINUTE)).extracting(Point::average).containsExactly(5.0, 1.0);
    }

    @Test
    void what_is_unknown_leaves_a_gap() {
        keep(0, 5);
        ops.with(session -> keeper.keep(session, pass(1), List.of(LEVEL.is("wedding.guest", (Number) null)))).await()
                .atMost(PATIENCE);
        keep(2, 6);

        assertThat(points(HOUR, HOUR.plus(MINUTE.multipliedBy(5)), MINUTE)).extracting(Point::at)
                .containsExactly(HOUR, HOUR.plus(Duration.ofMinutes(2)));
    }

    @Test
    void details_are_forgotten_before_hours_and_hours_before_long() throws SQLException {
        keep(0, 5);
        keep(60, 6);
        pack(HOUR.plus(Duration.ofDays(31)));
        assertThat(points(HOUR, HOUR.plus(Duration.ofHours(1)), MINUTE)).extracting(Point::average).containsExactly(5.0);
        assertThat(ask("SELECT count(*) FROM ops.observation_hour WHERE hour < '2021-01-01' AND detail IS NOT NULL")).isZero();

        pack(HOUR.plus(Duration.ofDays(92)));
        assertThat(ask("SELECT count(*) FROM ops.observation_hour WHERE hour < '2021-01-01'")).isZero();
    }

    @Test
    void series_beyond_the_bound_are_not_kept() {
        HistoryKeeper small = new HistoryKeeper(history, config.detail(), config.retention(), 2);
        List<Observation> many = List.of(LEVEL.is("a", 1), LEVEL.is("b", 2), LEVEL.is("c", 3));

        ops.with(session -> small.keep(session, pass(0), many)).await().atMost(PATIENCE);

        assertThat(small.series()).isEqualTo(2);
        assertThat(histories.series(LEVEL.name(), Map.of(), HOUR, HOUR.plus(MINUTE), MINUTE).await().atMost(PATIENCE))
                .hasSize(2);
    }

    @Test
    void where_there_is_no_room_for_all_measures_of_many_series_are_cut_short_first() {
        HistoryKeeper small = new HistoryKeeper(history, config.detail(), config.retention(), 2);
        Measure single = Measure.of("wedsync_test_single", "", "One of its kind");
        List<Observation> many = List.of(LEVEL.is("a", 1), LEVEL.is("b", 2), LEVEL.is("c", 3), single.is(4));

        ops.with(session -> small.keep(session, pass(0), many)).await().atMost(PATIENCE);

        assertThat(histories.series(single.name(), Map.of(), HOUR, HOUR.plus(MINUTE), MINUTE).await().atMost(PATIENCE))
                .hasSize(1);
        assertThat(histories.series(LEVEL.name(), Map.of(), HOUR, HOUR.plus(MINUTE), MINUTE).await().atMost(PATIENCE))
                .hasSize(1);
    }

    @Test
    void the_api_tells_a_metric_with_its_unit_and_meaning() {
        given().auth().oauth2(Tokens.service()).queryParam("metric", "wedsync_wal_bytes_per_second")
                .queryParam("from", "2019-01-01T00:00:00Z").queryParam("to", "2019-01-01T10:00:00Z")
                .when().get("/api/database/history")
                .then().statusCode(200).body("unit", equalTo("bytes/s")).body("step_seconds", equalTo(180))
                .body("series", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "metric=wedsync_no_such | 404 | There is no metric",
            "step=60 | 400 | metric is missing",
            "metric=wedsync_standbys&step=1 | 400 | step is a number of seconds",
            "metric=wedsync_standbys&from=yesterday | 400 | from is a moment",
            "metric=wedsync_standbys&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | 400 | before to",
            "metric=wedsync_standbys&from=2020-01-01T00:00:00Z&step=60 | 400 | more than 2000 steps",
            "metric=wedsync_standbys&label=guest | 400 | A label is written" })
    void a_question_that_cannot_be_answered_is_a_problem(String query, int status, String detail) {
        given().auth().oauth2(Tokens.service()).when().get("/api/database/history?" + query)
                .then().statusCode(status).body("detail", containsString(detail));
    }

    private void keep(int minute, double value) {
        keep(keeper, minute, value);
    }

    private void keep(HistoryKeeper by, int minute, double value) {
        ops.with(session -> by.keep(session, pass(minute), List.of(LEVEL.is("wedding.guest", value)))).await().atMost(PATIENCE);
    }

    private void pack(Instant now) {
        ops.with(session -> history.pack(session, now, config.detail(), config.retention())).await().atMost(PATIENCE);
    }

    private List<Point> points(Instant from, Instant to, Duration step) {
        return histories.points(LEVEL.name(), Map.of("table", "wedding.guest"), from, to, step).await().atMost(PATIENCE);
    }

    private static Pass pass(int minute) {
        return new Pass(HOUR.plus(Duration.ofMinutes(minute)), HOUR, 180_000, false, true);
    }

    private static long ask(String sql) throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
