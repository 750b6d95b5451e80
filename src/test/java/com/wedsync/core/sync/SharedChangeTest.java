package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** What connected suppliers and their API keys are told of a couple's changes. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SharedChangeTest {

    private Couple couple;
    private Supplier supplier;
    private UUID form;

    @BeforeEach
    void a_couple_with_a_connected_supplier() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        form = Answers.form(supplier);
    }

    @Test
    void a_supplier_is_told_what_it_may_read_and_no_more() throws SQLException {
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        everything();

        assertThat(feed.told()).containsExactly("update couple", "insert core_field_value", "insert guest",
                "insert timeline_event", "update form_submission");
    }

    @Test
    void what_is_withheld_leaves_no_gap_for_who_follows_the_positions() throws SQLException {
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        long start = Long.parseLong(feed.position());
        Season.member(couple, UUID.randomUUID(), "planner");
        Season.guest(couple, "Ada");
        Season.member(couple, UUID.randomUUID(), "planner");

        JsonPath page = feed.page(10);

        assertThat(page.<Map<String, Object>> getList("data")).singleElement()
                .satisfies(change -> assertThat(change).containsEntry("after", (int) start).containsEntry("revision",
                        (int) start + 2));
        assertThat(page.getLong("position")).as("behind what is withheld").isEqualTo(start + 3);
        assertThat(page.getBoolean("more")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "guests:read, insert guest", "core_fields:read, insert core_field_value",
            "timeline:read, insert timeline_event",
            "forms:read, update form_submission", "couples:read, update couple", "supplier:read,", "audit:read," })
    void a_key_is_told_what_its_scopes_name(String scope, String told) throws SQLException {
        Feed feed = Feed.of(couple, ApiKeys.issue(supplier, scope).token()).fromNow();
        everything();

        assertThat(feed.told()).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @Test
    void drafts_of_answers_are_the_couple_s_own_also_when_they_are_thrown_away() throws SQLException {
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        UUID draft = Answers.draft(couple, supplier, form);
        Season.run("UPDATE wedding.form_submission SET answers = '{\"a\": 1}' WHERE couple_id = ? AND id = ?", couple.id(),
                draft);
        Season.run("DELETE FROM wedding.form_submission WHERE couple_id = ? AND id = ?", couple.id(), draft);
        UUID submitted = Answers.draft(couple, supplier, form);
        Answers.submit(couple, submitted);
        Season.run("DELETE FROM wedding.form_submission WHERE couple_id = ? AND id = ?", couple.id(), submitted);

        assertThat(feed.news()).extracting("action", "entity_id").containsExactly(
                org.assertj.core.groups.Tuple.tuple("update", submitted.toString()),
                org.assertj.core.groups.Tuple.tuple("delete", submitted.toString()));
    }

    @Test
    void nothing_of_before_the_connection_is_told() throws SQLException {
        Couple careful = Season.couple();
        Season.guest(careful, "Somebody who is not invited any more");
        Season.connection(careful, supplier, "pending");
        Feed feed = Feed.of(careful, supplier.owner());
        feed.getSince(0).then().statusCode(404);

        Season.connection(careful, supplier, "active");
        long connected = feed.fromNow().page(1).getLong("revision");
        Season.guest(careful, "Ada");

        feed.getSince(0).then().statusCode(410).body("revision", equalTo((int) connected + 1));
        feed.getSince(connected - 1).then().statusCode(410);
        assertThat(feed.from(Long.toString(connected)).told()).containsExactly("insert guest");
    }

    @Test
    void who_was_disconnected_meanwhile_has_to_load_anew() throws SQLException {
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        Season.connection(couple, supplier, "ended");
        feed.getSince(feed.position()).then().statusCode(404);
        Season.guest(couple, "Of whom the supplier has not heard");
        Season.connection(couple, supplier, "pending");
        feed.getSince(feed.position()).then().statusCode(404);
        Season.connection(couple, supplier, "active");

        feed.getSince(feed.position()).then().statusCode(410);
        feed.fromNow();
        Season.guest(couple, "Ada");
        assertThat(feed.told()).containsExactly("insert guest");
    }

    @Test
    void who_belongs_to_two_suppliers_is_told_of_each_by_its_own_connection() throws SQLException {
        Supplier second = Season.supplier();
        Season.run("INSERT INTO wedding.supplier_member (supplier_id, user_id) VALUES (?, ?)", second.id(), supplier.owner());
        Season.connection(couple, second, "active");
        UUID secondForm = Answers.form(second);
        Season.connection(couple, second, "ended");
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        UUID told = Answers.draft(couple, supplier, form);
        Answers.submit(couple, told);
        Answers.submit(couple, Answers.draft(couple, second, secondForm));

        assertThat(feed.news()).extracting("entity_id").containsExactly(told.toString());
    }

    @Test
    void other_suppliers_connections_are_none_of_its_business() throws SQLException {
        Feed feed = Feed.of(couple, supplier.owner()).fromNow();
        Season.connection(couple, Season.supplier(), "active");

        assertThat(feed.told()).isEmpty();
    }

    /** One change of each kind that a couple shares, and some that it does not. */
    private void everything() throws SQLException {
        Season.run("UPDATE wedding.couple SET name = 'Mr and Mr Smith' WHERE id = ?", couple.id());
        Season.member(couple, UUID.randomUUID(), "planner");
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'guest_count', '80')", couple.id());
        Season.guest(couple, "Ada");
        Season.run("INSERT INTO wedding.timeline_event (couple_id, title, starts_at) VALUES (?, 'Party', now())", couple.id());
        Answers.submit(couple, Answers.draft(couple, supplier, form));
    }
}
