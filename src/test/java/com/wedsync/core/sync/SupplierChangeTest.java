package com.wedsync.core.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** The feed of a supplier over all of its couples. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SupplierChangeTest {

    private static final String ADD_GUEST = "INSERT INTO wedding.guest (couple_id, name) VALUES (?, ?)";

    private Supplier supplier;
    private Couple emma;
    private Couple noah;
    private Feed feed;

    @BeforeEach
    void a_supplier_with_two_couples() throws SQLException {
        supplier = Season.supplier();
        emma = Season.couple();
        noah = Season.couple();
        Season.connection(emma, supplier, "active");
        Season.connection(noah, supplier, "active");
        feed = Feed.of(supplier).fromNow();
    }

    @Test
    void changes_of_all_couples_come_once_and_those_of_a_couple_in_order() throws SQLException {
        Couple stranger = Season.couple();
        for (String name : List.of("A", "B", "C")) {
            Season.guest(noah, name);
            Season.guest(emma, name);
            Season.guest(stranger, name);
        }

        List<Map<String, Object>> news = feed.news();

        assertThat(of(emma, news)).extracting("row.name", "revision").containsExactly(tuple("A", 4), tuple("B", 5),
                tuple("C", 6));
        assertThat(of(noah, news)).extracting("row.name", "revision").containsExactly(tuple("A", 4), tuple("B", 5),
                tuple("C", 6));
        assertThat(news).hasSize(6).allSatisfy(change -> assertThat(change).doesNotContainKey("after"));
        assertThat(feed.news()).isEmpty();
    }

    @Test
    void a_batch_is_read_page_by_page_while_others_go_on_writing() throws SQLException {
        for (Couple couple : List.of(emma, noah)) {
            Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 5) AS n",
                    couple.id());
        }
        JsonPath first = feed.page(3);
        Season.guest(emma, "Late");
        Season.guest(noah, "Late");

        List<Map<String, Object>> all = new java.util.ArrayList<>(first.getList("data"));
        assertThat(first.getBoolean("more")).isTrue();
        all.addAll(feed.news(3));
        all.addAll(feed.news(3));

        assertThat(of(emma, all)).extracting("revision").containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(of(noah, all)).extracting("revision").containsExactly(4, 5, 6, 7, 8, 9);
    }

    @Test
    void a_page_of_long_rows_ends_before_its_limit_and_nothing_is_left_out() throws SQLException {
        Season.run(Feed.LONG_ROWS, noah.id(), 10);
        Season.guest(emma, "Ada");

        JsonPath first = feed.page(200);

        assertThat(first.getBoolean("more")).isTrue();
        List<Map<String, Object>> all = new java.util.ArrayList<>(first.getList("data"));
        all.addAll(feed.news(200));
        assertThat(of(noah, all)).extracting("revision").containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(of(emma, all)).hasSize(1);
    }

    @Test
    void the_same_position_gives_the_same_page_again() throws SQLException {
        Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 9) AS n",
                emma.id());
        feed.page(4);
        String within = feed.position();
        List<Object> first = feed.page(4).getList("data");
        Season.guest(noah, "Written meanwhile");

        assertThat(feed.from(within).page(4).getList("data")).isEqualTo(first).hasSize(4);
    }

    @Test
    void what_commits_late_is_told_late_and_not_forgotten() throws SQLException {
        try (Writer late = new Writer()) {
            late.run(ADD_GUEST, emma.id(), "Late");
            Season.guest(noah, "Early");
            assertThat(feed.news()).extracting("row.name").containsExactly("Early");
            assertThat(feed.news()).isEmpty();
            late.commit();
        }

        assertThat(feed.news()).extracting("row.name").containsExactly("Late");
        assertThat(feed.news()).isEmpty();
    }

    @Test
    void a_transaction_that_got_its_number_first_and_its_turn_later_is_told_in_the_order_of_revisions() throws SQLException {
        try (Writer first = new Writer()) {
            first.run("UPDATE wedding.couple SET name = 'N' WHERE id = ?", Season.couple().id()); // now it has a number
            Season.guest(emma, "A");
            first.run(ADD_GUEST, emma.id(), "B");
            assertThat(feed.news()).extracting("row.name").containsExactly("A");
            first.commit();
        }
        Season.guest(emma, "C");

        assertThat(feed.news()).extracting("row.name").containsExactly("B", "C");
    }

    @Test
    void a_long_transaction_elsewhere_delays_nobody() throws SQLException {
        try (Writer elsewhere = new Writer()) {
            elsewhere.run("UPDATE wedding.couple SET name = 'N' WHERE id = ?", Season.couple().id());
            for (String name : List.of("A", "B", "C")) {
                Season.guest(emma, name);
                assertThat(feed.news()).extracting("row.name").containsExactly(name);
            }
        }
    }

    @Test
    void a_couple_comes_and_goes_with_its_connection() throws SQLException {
        Couple mia = Season.couple();
        Season.guest(mia, "Nobody's business");
        Season.connection(mia, supplier, "pending");
        assertThat(gists()).containsExactly("connection pending");

        Season.guest(mia, "Still nobody's business");
        Season.connection(mia, supplier, "active");
        Season.guest(mia, "Ada");
        assertThat(gists()).containsExactly("connection active", "guest Ada");

        Season.guest(mia, "Told while it lasts, if it is asked for in time");
        Season.connection(mia, supplier, "ended");
        Season.guest(mia, "Nobody's business again");
        assertThat(gists()).containsExactly("connection ended");

        Season.connection(mia, supplier, "pending");
        Season.connection(mia, supplier, "active");
        Season.guest(mia, "Grace");
        assertThat(gists()).containsExactly("connection pending", "connection active", "guest Grace");
    }

    @Test
    void a_couple_that_is_deleted_goes_like_one_that_ends_its_connection() throws SQLException {
        Season.run("DELETE FROM wedding.couple WHERE id = ?", emma.id());

        assertThat(feed.told()).containsExactly("delete connection");
    }

    @Test
    void who_also_belongs_to_a_couple_is_told_the_supplier_s_view_here() throws SQLException {
        Season.member(emma, supplier.owner(), "planner");
        UUID form = Answers.form(supplier);
        feed.fromNow();
        Season.member(emma, UUID.randomUUID(), "planner");
        Season.connection(emma, Season.supplier(), "active");
        UUID draft = Answers.draft(emma, supplier, form);
        assertThat(feed.told()).isEmpty();

        Answers.submit(emma, draft);
        assertThat(feed.told()).containsExactly("update form_submission");
    }

    @Test
    void the_service_role_reads_it_as_the_supplier_does() throws SQLException {
        Feed services = Feed.of(supplier, Tokens.service()).fromNow();
        Season.member(emma, UUID.randomUUID(), "planner");
        Season.guest(emma, "Ada");

        assertThat(services.told()).containsExactly("insert guest");
    }

    @Test
    void a_key_is_told_what_its_scopes_name() throws SQLException {
        Feed guests = Feed.of(supplier, ApiKeys.issue(supplier, "guests:read").token()).fromNow();
        Feed couples = Feed.of(supplier, ApiKeys.issue(supplier, "couples:read").token()).fromNow();
        Season.guest(emma, "Ada");
        Season.run("UPDATE wedding.couple SET name = 'Mr and Mr Smith' WHERE id = ?", noah.id());
        Season.connection(noah, supplier, "ended");

        assertThat(guests.told()).containsExactly("insert guest");
        assertThat(couples.told()).as("what is left of a couple that is gone").containsExactly("update connection");
    }

    @Test
    void strangers_are_told_the_same_as_if_there_were_no_supplier() throws SQLException {
        String path = "/api/suppliers/" + supplier.id() + "/changes";
        Supplier other = Season.supplier();
        for (String stranger : List.of(Tokens.user(emma.partner()), Tokens.user(other.owner()),
                ApiKeys.issue(other, "guests:read").token())) {
            given().auth().oauth2(stranger).get(path).then().statusCode(404);
            given().auth().oauth2(stranger).queryParam("since", feed.position()).get(path).then().statusCode(404);
        }
        Feed.of(new Supplier(UUID.randomUUID(), supplier.owner())).get("").then().statusCode(404);
        given().get(path).then().statusCode(401);
    }

    @Test
    void positions_that_the_service_did_not_give_are_refused() {
        String position = feed.position();
        String epoch = position.substring(0, 9);
        feed.get("").then().statusCode(200).body("data", empty());
        for (String invented : List.of("42", epoch, epoch + "1:2", epoch + "9:3:", position + ".",
                position + "." + epoch)) {
            feed.getSince(invented).then().statusCode(400);
        }
        feed.getSince(epoch + "999999999999:999999999999:").then().statusCode(410);
        feed.getSince("00000000" + position.substring(8)).then().statusCode(410)
                .body("type", equalTo("/problems/changes-forgotten")).body("position", not(empty()));
    }

    private static List<Map<String, Object>> of(Couple couple, List<Map<String, Object>> changes) {
        return changes.stream().filter(change -> couple.id().toString().equals(change.get("couple_id"))).toList();
    }

    /** What is new: its entity, and the status of a connection or the name of a guest. */
    private List<String> gists() {
        return feed.news().stream().map(change -> {
            Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(change.get("row"));
            return change.get("entity") + " " + row.get(row.containsKey("name") ? "name" : "status");
        }).toList();
    }
}
