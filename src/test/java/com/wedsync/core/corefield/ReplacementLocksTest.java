package com.wedsync.core.corefield;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.access.Caller;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The statement alone, without the lock timeout of its connections: it must not need it. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ReplacementLocksTest {

    private Couple couple;
    private String partner;

    @BeforeEach
    void a_couple_that_has_said_something() throws SQLException {
        couple = Season.couple();
        partner = Caller.user(couple.partner()).id();
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'style', '\"rustic\"')",
                couple.id());
    }

    @Test
    void a_couple_that_another_writer_holds_is_not_waited_for() throws SQLException {
        assertDoesNothingWhile("SELECT access.enter('service:tests')", "SELECT access.lock_tenant('" + couple.id() + "')");
    }

    @Test
    void a_key_that_another_request_holds_is_not_waited_for() throws SQLException {
        assertDoesNothingWhile("SELECT access.enter('" + partner + "')", "SELECT FROM access.claim_key('k', '1 day')");
    }

    @Test
    void where_nothing_was_written_nobody_waits_for_the_disk() throws SQLException {
        try (Connection app = TestDatabase.connect("app"); Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            for (String[] expected : new String[][] { { "rustic", "off" }, { "classic", "on" } }) {
                statement.execute("SET LOCAL synchronous_commit = on");
                replace(statement, expected[0]);
                assertThat(one(statement, "SHOW synchronous_commit")).as(expected[0]).isEqualTo(expected[1]);
                app.rollback();
            }
        }
    }

    private void assertDoesNothingWhile(String entry, String hold) throws SQLException {
        try (Connection other = TestDatabase.connect("app");
                Statement holder = other.createStatement();
                Connection app = TestDatabase.connect("app");
                Statement statement = app.createStatement()) {
            other.setAutoCommit(false);
            holder.execute(entry);
            holder.execute(hold);
            statement.execute("SET statement_timeout = '5s'");

            assertThat(replace(statement, "classic")).isNull();

            other.rollback();
            assertThat(replace(statement, "classic")).isNotNull();
        }
    }

    private @Nullable String replace(Statement statement, String style) throws SQLException {
        return one(statement, "SELECT wedding.replace_core_field('" + partner + "', '" + couple.id()
                + "', 'style', 'text', 0, '\"" + style + "\"', 'k', decode(repeat('00', 32), 'hex'), '1 day')");
    }

    private static @Nullable String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
