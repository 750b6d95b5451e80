package com.wedsync.core.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CoupleChangeTest {

    private Couple couple;
    private Feed feed;

    @BeforeEach
    void a_couple_with_two_partners() throws SQLException {
        couple = Season.couple();
        feed = Feed.of(couple, couple.partner()).fromNow();
    }

    @Test
    void a_change_tells_who_changed_what_and_how_it_is_now() throws SQLException {
        UUID fiance = UUID.randomUUID();
        Season.member(couple, fiance, "partner");
        feed.fromNow();
        String guest = as(fiance).body("{\"name\": \"Ada\", \"side\": \"both\"}").post(guests()).then().statusCode(201)
                .extract()
                .path("id");
        as(fiance).header("If-Match", "\"1\"").body("{\"rsvp_status\": \"accepted\"}").patch(guests() + "/" + guest).then()
                .statusCode(200);
        as(couple.partner()).header("If-Match", "\"2\"").delete(guests() + "/" + guest).then().statusCode(204);

        List<Map<String, Object>> news = feed.news();

        assertThat(news).extracting("action").containsExactly("insert", "update", "delete");
        assertThat(news).extracting("entity", String.class).containsOnly("guest");
        assertThat(news).extracting("entity_id").containsOnly(guest);
        assertThat(news).extracting("actor").containsExactly("user:" + fiance, "user:" + fiance, "user:" + couple.partner());
        assertThat(row(news.get(0))).containsEntry("id", guest).containsEntry("name", "Ada").containsEntry("version", 1)
                .containsEntry("email", null).doesNotContainKey("couple_id");
        assertThat(strings(news.get(0), "changed")).containsExactlyInAnyOrderElementsOf(row(news.get(0)).keySet());
        assertThat(strings(news.get(1), "changed")).containsExactlyInAnyOrder("rsvp_status", "rsvp_at");
        assertThat(row(news.get(1))).containsEntry("rsvp_status", "accepted").containsEntry("name", "Ada");
        assertThat(news.get(2)).containsEntry("row", null).containsEntry("changed", List.of());
    }

    @Test
    void revisions_are_dense_and_each_change_says_what_it_follows() throws SQLException {
        long start = Long.parseLong(feed.position());
        Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 25) AS n",
                couple.id());

        List<Map<String, Object>> news = feed.news(7);

        assertThat(news).extracting("revision").containsExactlyElementsOf(numbers(start + 1, start + 25));
        assertThat(news).extracting("after").containsExactlyElementsOf(numbers(start, start + 24));
        assertThat(feed.position()).isEqualTo(Long.toString(start + 25));
        assertThat(feed.news()).isEmpty();
    }

    @Test
    void a_page_says_whether_there_is_more_and_where_to_go_on() throws SQLException {
        long start = Long.parseLong(feed.position());
        Season.run("INSERT INTO wedding.guest (couple_id, name) VALUES (?, 'A'), (?, 'B'), (?, 'C')", couple.id(), couple.id(),
                couple.id());

        JsonPath first = feed.page(2);
        assertThat(first.getLong("position")).isEqualTo(start + 2);
        assertThat(first.getLong("revision")).isEqualTo(start + 3);
        assertThat(first.getBoolean("more")).isTrue();
        JsonPath second = feed.page(1);
        assertThat(second.getLong("position")).isEqualTo(start + 3);
        assertThat(second.getBoolean("more")).isFalse();
    }

    @Test
    void a_page_of_long_rows_ends_before_its_limit_and_nothing_is_left_out() throws SQLException {
        long start = Long.parseLong(feed.position());
        Season.run(Feed.LONG_ROWS, couple.id(), 10);

        JsonPath first = feed.page(200);

        assertThat(first.getBoolean("more")).isTrue();
        assertThat(first.getList("data")).hasSizeBetween(1, 9);
        assertThat(first.getLong("position")).isEqualTo(start + first.getList("data").size());
        assertThat(feed.news(200)).hasSize(10 - first.getList("data").size());
        assertThat(feed.position()).isEqualTo(Long.toString(start + 10));
    }

    @Test
    void who_asks_without_a_position_is_told_the_present() throws SQLException {
        Season.guest(couple, "Ada");

        feed.get("").then().statusCode(200).body("data", empty()).body("position", equalTo(3)).body("revision", equalTo(3))
                .body("more", equalTo(false));
        assertThat(feed.from("0").told()).containsExactly("insert couple", "insert couple_member", "insert guest");
    }

    @Test
    void a_row_that_is_written_as_it_was_is_no_change() throws SQLException {
        UUID guest = Season.guest(couple, "Ada");
        feed.fromNow();

        as(couple.partner()).header("If-Match", "\"1\"").body("{\"name\": \"Ada\"}").patch(guests() + "/" + guest).then()
                .statusCode(200).header("ETag", equalTo("\"1\""));

        assertThat(feed.news()).isEmpty();
    }

    @Test
    void what_fails_is_never_told() throws SQLException {
        String twice = guests() + "/" + Season.guest(couple, "Ada");
        feed.fromNow();

        as(couple.partner()).body("{\"name\": \"Ada again\"}").put(twice).then().statusCode(409);

        assertThat(feed.news()).isEmpty();
    }

    @Test
    void a_couple_that_has_not_changed_is_not_sent_again() throws SQLException {
        String tag = feed.getSince(2).then().statusCode(200).extract().header("ETag");

        as(couple.partner()).header("If-None-Match", tag).get(path() + "?since=2").then().statusCode(304);
        Season.guest(couple, "Ada");
        as(couple.partner()).header("If-None-Match", tag).get(path() + "?since=2").then().statusCode(200);
    }

    @Test
    void rows_tell_times_in_utc_whatever_the_writer_s_clock_says() throws SQLException {
        Season.run("""
                WITH zone AS MATERIALIZED (SELECT set_config('timezone', 'Asia/Tokyo', true) AS set)
                INSERT INTO wedding.timeline_event (couple_id, title, starts_at)
                SELECT ?, 'Ceremony', '2026-06-20 14:00+00' FROM zone WHERE set IS NOT NULL""", couple.id());

        assertThat(row(feed.news().getFirst())).containsEntry("starts_at", "2026-06-20T14:00:00+00:00");
    }

    @Test
    void who_is_ahead_of_the_couple_has_read_what_a_restored_database_never_had() {
        feed.getSince(3).then().statusCode(410).contentType("application/problem+json")
                .body("type", equalTo("/problems/changes-forgotten")).body("revision", equalTo(2));
    }

    @Test
    void positions_and_limits_that_make_no_sense_are_refused() {
        feed.getSince(-1).then().statusCode(400);
        feed.get("?since=0&limit=0").then().statusCode(400);
        feed.get("?since=0&limit=1001").then().statusCode(400);
    }

    @Test
    void strangers_are_told_the_same_as_if_there_were_no_couple() throws SQLException {
        for (UUID stranger : new UUID[] { Season.couple().partner(), Season.supplier().owner() }) {
            Feed.of(couple, stranger).get("").then().statusCode(404);
            Feed.of(couple, stranger).getSince(0).then().statusCode(404);
        }
        Feed.of(new Couple(UUID.randomUUID(), couple.partner()), couple.partner()).getSince(0).then().statusCode(404);
        given().get(path() + "?since=0").then().statusCode(401);
    }

    @Test
    void a_member_who_was_removed_is_told_nothing_from_then_on() throws SQLException {
        UUID planner = UUID.randomUUID();
        Season.member(couple, planner, "planner");
        Feed planners = Feed.of(couple, planner).fromNow();
        Season.guest(couple, "Ada");
        assertThat(planners.told()).containsExactly("insert guest");

        Season.run("DELETE FROM wedding.couple_member WHERE couple_id = ? AND user_id = ?", couple.id(), planner);

        planners.getSince(planners.position()).then().statusCode(404);
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }

    private String path() {
        return "/api/couples/" + couple.id() + "/changes";
    }

    private String guests() {
        return "/api/couples/" + couple.id() + "/guests";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Map<String, Object> change) {
        return (Map<String, Object>) Objects.requireNonNull(change.get("row"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> change, String name) {
        return (List<String>) Objects.requireNonNull(change.get(name));
    }

    private static List<Object> numbers(long first, long last) {
        return IntStream.rangeClosed((int) first, (int) last).<Object> mapToObj(number -> number).toList();
    }
}
