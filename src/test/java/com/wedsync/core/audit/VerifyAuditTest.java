package com.wedsync.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Somebody with all rights on the server changes the audit log; all of it in a transaction that is rolled back. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class VerifyAuditTest {

    private Connection intruder;
    private Statement statement;

    @BeforeEach
    void three_entries_and_no_protection() throws Exception {
        Service.awaitSchema();
        intruder = TestServer.get().connect(Bootstrap.DATABASE, "postgres");
        intruder.setAutoCommit(false);
        statement = intruder.createStatement();
        for (String table : List.of("wedding.guest", "wedding.form", "wedding.couple")) {
            statement.execute("SELECT ops.append_audit('emma', 'optimize', '" + table + "', '{\"ms\": 5}')");
        }
        // the numbers that the cases below speak of: the entries of others stand before
        statement.execute("CREATE TEMP TABLE entry ON COMMIT DROP AS SELECT sequence - 2 AS first, sequence - 1 AS second, "
                + "sequence AS third FROM ops.audit_head");
        assertThat(faults()).as("intact").isEmpty();
        statement.execute("ALTER TABLE ops.audit_entry DISABLE TRIGGER audit_entry_append_only");
    }

    @AfterEach
    void undo() throws SQLException {
        intruder.rollback();
        intruder.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "actor = 'oliver'", "action = 'migrate'", "subject = NULL", "subject = 'wedding.guests'", "detail = NULL",
            "detail = '{\"ms\": 6}'", "at = at + interval '1 microsecond'", "previous_hash = hash",
            "hash = sha256('invented')" })
    void an_entry_that_was_changed_is_tampered_with(String change) throws SQLException {
        assertThat(statement.executeUpdate("UPDATE ops.audit_entry SET " + change + " FROM entry WHERE sequence = second"))
                .isEqualTo(1);

        assertThat(faults()).contains("second tampered: the content does not have the recorded hash");
    }

    @Test
    void text_that_only_moved_to_the_next_column_is_tampered_with() throws SQLException {
        statement.executeUpdate(
                "UPDATE ops.audit_entry SET actor = 'emmaopti', action = 'mize' FROM entry WHERE sequence = second");

        assertThat(faults()).containsExactly("second tampered: the content does not have the recorded hash");
    }

    @Test
    void an_entry_that_was_changed_and_given_a_fitting_hash_breaks_the_chain_behind_it() throws SQLException {
        statement.executeUpdate("UPDATE ops.audit_entry SET actor = 'oliver', "
                + "hash = ops.audit_hash(previous_hash, at, 'oliver', action, subject, detail) FROM entry WHERE sequence = second");

        assertThat(faults()).singleElement().asString().startsWith("third reordered: does not continue entry ");
    }

    @Test
    void the_newest_entry_cannot_be_replaced_by_one_with_a_fitting_hash() throws SQLException {
        statement.executeUpdate("UPDATE ops.audit_entry SET actor = 'oliver', "
                + "hash = ops.audit_hash(previous_hash, at, 'oliver', action, subject, detail) FROM entry WHERE sequence = third");

        assertThat(faults()).singleElement().asString()
                .startsWith("third tampered: the newest entry is not the one that was appended last");
    }

    @ParameterizedTest
    @CsvSource({ "second, second", "third, third" })
    void an_entry_that_was_removed_is_missing(String removed, String reported) throws SQLException {
        statement.executeUpdate("DELETE FROM ops.audit_entry USING entry WHERE sequence = " + removed);

        assertThat(faults()).anySatisfy(fault -> assertThat(fault).startsWith(reported + " missing: entries "));
    }

    @Test
    void an_empty_log_is_missing_all_of_its_entries() throws SQLException {
        statement.execute("TRUNCATE ops.audit_entry");

        assertThat(faults()).singleElement().asString().contains("missing: entries 1 to ");
    }

    @Test
    void entries_that_changed_places_are_reordered() throws SQLException {
        statement.execute("ALTER TABLE ops.audit_entry DROP CONSTRAINT audit_entry_pkey");
        statement.executeUpdate("UPDATE ops.audit_entry SET sequence = first + second - sequence FROM entry "
                + "WHERE sequence IN (first, second)");

        assertThat(faults()).anySatisfy(fault -> assertThat(fault).startsWith("first reordered"))
                .anySatisfy(fault -> assertThat(fault).startsWith("second reordered"));
    }

    @Test
    void an_entry_that_was_slipped_in_at_the_end_is_found() throws SQLException {
        statement.executeUpdate("INSERT INTO ops.audit_entry SELECT sequence + 1, at, actor, action, subject, detail, hash, "
                + "ops.audit_hash(hash, at, actor, action, subject, detail) FROM ops.audit_entry, entry WHERE sequence = third");

        assertThat(faults()).singleElement().asString().contains("tampered: the newest entry is not the one");
    }

    @ParameterizedTest
    @CsvSource({ "postgres", "wedsync_owner", "wedsync_ops", "wedsync_app" })
    void with_its_protection_on_the_log_takes_no_changes_from_anybody(String login) throws SQLException {
        intruder.rollback();
        for (String change : List.of("UPDATE ops.audit_entry SET actor = 'oliver'", "DELETE FROM ops.audit_entry",
                "TRUNCATE ops.audit_entry")) {
            try (Connection connection = TestServer.get().connect(Bootstrap.DATABASE, login);
                    Statement attempt = connection.createStatement()) {
                assertThatThrownBy(() -> attempt.execute(change)).as(change).isInstanceOfSatisfying(PSQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    /** With {@code first}, {@code second} and {@code third} for the sequences of the three entries. */
    private List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT CASE sequence WHEN first THEN 'first' WHEN second THEN 'second' WHEN third THEN 'third'
                       ELSE sequence::text END || ' ' || fault
                FROM ops.verify_audit(), entry
                """)) {
            while (rows.next()) {
                faults.add(rows.getString(1));
            }
        }
        return faults;
    }
}
