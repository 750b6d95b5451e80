package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What becomes of readers when the feed has forgotten, or the database is another one. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class RetentionTest {

    @Inject
    Forgetting forgetting;

    private Couple couple;
    private Supplier supplier;

    @BeforeEach
    void a_couple_with_a_connected_supplier() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
    }

    @Test
    void who_was_away_for_too_long_is_told_to_load_anew() throws SQLException {
        Feed partners = Feed.of(couple, couple.partner()).fromNow();
        Feed suppliers = Feed.of(supplier).fromNow();
        Season.guest(couple, "Ada");
        age("31 days");
        assertThat(partners.get("?since=0").statusCode()).as("old, and still there").isEqualTo(200);

        forget("30 days");

        partners.getSince(partners.position()).then().statusCode(410).body("revision", equalTo(4));
        suppliers.getSince(suppliers.position()).then().statusCode(410);
        String present = suppliers.getSince(suppliers.position()).path("position");
        Season.guest(couple, "Grace");
        assertThat(partners.from("4").told()).containsExactly("insert guest");
        assertThat(suppliers.from(present).told()).containsExactly("insert guest");
        assertThat(Feed.of(couple, supplier.owner()).from("4").told()).containsExactly("insert guest");
    }

    @Test
    void what_is_young_stays_and_so_do_its_readers() throws SQLException {
        age("31 days");
        Feed partners = Feed.of(couple, couple.partner()).fromNow();
        Feed suppliers = Feed.of(supplier).fromNow();
        Season.guest(couple, "Ada");

        forget("30 days");

        assertThat(partners.told()).containsExactly("insert guest");
        assertThat(suppliers.told()).containsExactly("insert guest");
        assertThat(first()).isEqualTo(4);
    }

    @Test
    void no_gap_comes_to_be_even_if_times_are_not_in_the_order_of_revisions() throws SQLException {
        Season.guest(couple, "Ada");
        Season.guest(couple, "Grace");
        // the writer of the last but one waited for its turn
        owner("UPDATE sync.change SET at = at - interval '40 days' WHERE couple_id = '" + couple.id() + "' AND revision = 4");

        forget("30 days");

        assertThat(Season.texts("SELECT revision FROM sync.change WHERE couple_id = ?", couple.id())).containsExactly("5");
    }

    @Test
    void it_is_forgotten_in_small_portions_oldest_first() throws SQLException {
        forget("30 days");
        Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 50) AS n",
                couple.id());
        owner("UPDATE sync.change SET at = at - make_interval(days => 100 - revision::integer) WHERE couple_id = '"
                + couple.id()
                + "'");

        assertThat(app("SELECT sync.forget_changes('30 days', 20)")).isEqualTo(20);
        assertThat(first()).isEqualTo(21);
        assertThat(app("SELECT sync.forget_changes('30 days', 20)")).isEqualTo(20);
        assertThat(app("SELECT sync.forget_changes('30 days', 20)")).isEqualTo(13);
        assertThat(app("SELECT sync.forget_changes('30 days', 20)")).isZero();
    }

    @Test
    void the_service_forgets_by_itself_what_is_older_than_it_was_told_to_keep() throws SQLException {
        age("366000 days");
        Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 2500) AS n",
                couple.id());
        owner("UPDATE sync.change SET at = at - interval '366000 days' WHERE revision < 2000 AND couple_id = '" + couple.id()
                + "'");

        forgetting.forget().await().atMost(Duration.ofSeconds(10));

        assertThat(first()).isEqualTo(2000);
    }

    @Test
    void writers_and_the_other_replica_are_not_waited_for() throws SQLException {
        age("31 days");
        try (Connection other = TestDatabase.connect("app");
                Statement statement = other.createStatement();
                Writer writer = new Writer()) {
            writer.run("INSERT INTO wedding.guest (couple_id, name) VALUES (?, 'Ada')", couple.id());
            other.setAutoCommit(false);
            statement.execute("SELECT sync.forget_changes('30 days', 1000000)");

            assertThat(app("SELECT sync.forget_changes('30 days', 1000)")).as("while the other one is at it").isZero();
            other.commit();
        }
        assertThat(first()).as("all are gone").isZero();
    }

    @Test
    void after_a_restore_every_reader_is_found_out_also_when_the_couple_has_gone_on() throws SQLException {
        Feed partners = Feed.of(couple, couple.partner()).fromNow();
        Feed suppliers = Feed.of(supplier).fromNow();
        Feed couples = Feed.of(couple, supplier.owner()).fromNow();

        owner("SELECT sync.begin_anew()");
        for (int guest = 0; guest < 5; guest++) {
            Season.guest(couple, "Guest " + guest);
        }

        for (Feed reader : List.of(partners, couples)) {
            reader.getSince(reader.position()).then().statusCode(410).body("revision", greaterThan(1_000_000));
        }
        suppliers.getSince(suppliers.position()).then().statusCode(410);
        partners.fromNow();
        couples.fromNow();
        suppliers.fromNow();
        Season.guest(couple, "Ada");
        for (Feed reader : List.of(partners, couples, suppliers)) {
            assertThat(reader.told()).containsExactly("insert guest");
        }
    }

    /** All changes there are. */
    private static void age(String by) throws SQLException {
        owner("UPDATE sync.change SET at = at - interval '" + by + "'");
    }

    private static void forget(String maxAge) throws SQLException {
        while (app("SELECT sync.forget_changes('" + maxAge + "', 10000)") > 0) {
            // until there is nothing left to forget
        }
    }

    private long first() throws SQLException {
        return Long.parseLong(Season
                .texts("SELECT coalesce(min(revision), 0) FROM sync.change WHERE couple_id = ?", couple.id()).getFirst());
    }

    private static long app(String sql) throws SQLException {
        return number("app", sql);
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect("owner"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
