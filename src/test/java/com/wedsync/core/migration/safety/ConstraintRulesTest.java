package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("database")
@Timeout(30)
class ConstraintRulesTest {

    private Bench bench;

    @BeforeEach
    void open() throws SQLException {
        bench = Bench.open();
    }

    @AfterEach
    void close() throws SQLException {
        bench.close();
    }

    @Test
    void a_check_that_is_validated_at_once_reads_all_rows_and_binds_the_running_version() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_age_check CHECK (age > 0)"))
                .containsExactly("validate-at-once play.guest.guest_age_check", "new-constraint play.guest.guest_age_check");
    }

    @Test
    void a_check_that_is_not_valid_yet_only_binds_the_running_version() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_age_check CHECK (age > 0) NOT VALID"))
                .containsExactly("new-constraint play.guest.guest_age_check");
    }

    @Test
    void a_check_that_is_validated_in_the_transaction_that_adds_it_is_validated_at_once() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_age_check CHECK (age > 0) NOT VALID; "
                + "ALTER TABLE play.guest VALIDATE CONSTRAINT guest_age_check"))
                .contains("validate-at-once play.guest.guest_age_check");
    }

    @Test
    void a_check_that_is_validated_later_is_not_suspected() throws SQLException {
        bench.execute("ALTER TABLE play.guest ADD CONSTRAINT guest_age_check CHECK (age > 0) NOT VALID");

        assertThat(judged("ALTER TABLE play.guest VALIDATE CONSTRAINT guest_age_check")).isEmpty();
    }

    @Test
    void a_check_of_a_new_column_reads_all_rows_but_does_not_bind_the_running_version() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD COLUMN place text CONSTRAINT guest_place_check CHECK (place <> '')"))
                .containsExactly("validate-at-once play.guest.guest_place_check");
    }

    @Test
    void a_foreign_key_that_is_validated_at_once_reads_all_rows_and_binds_the_running_version() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_couple_fk FOREIGN KEY (couple) REFERENCES play.couple"))
                .containsExactly("validate-at-once play.guest.guest_couple_fk", "new-constraint play.guest.guest_couple_fk");
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_couple_fk FOREIGN KEY (couple) REFERENCES play.couple "
                + "NOT VALID")).containsExactly("new-constraint play.guest.guest_couple_fk");
    }

    @Test
    void a_foreign_key_of_a_new_column_with_a_default_is_checked_in_all_rows() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD COLUMN partner bigint DEFAULT 1 "
                + "CONSTRAINT guest_partner_fk REFERENCES play.couple"))
                .containsExactly("validate-at-once play.guest.guest_partner_fk");
    }

    @Test
    void a_unique_constraint_builds_its_index_while_writers_wait() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_seat_key UNIQUE (seat)"))
                .containsExactly("new-constraint play.guest_seat_key", "index-in-transaction play.guest_seat_key");
    }

    @Test
    void an_exclusion_constraint_builds_its_index_while_writers_wait_and_binds_the_running_version() throws SQLException {
        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_seat_excl EXCLUDE (seat WITH =)"))
                .containsExactly("new-constraint play.guest.guest_seat_excl", "index-in-transaction play.guest_seat_excl");
    }

    @Test
    void a_unique_constraint_using_an_index_that_is_there_changes_nothing() throws SQLException {
        bench.execute("CREATE UNIQUE INDEX guest_seat_key ON play.guest (seat)");

        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_seat_key UNIQUE USING INDEX guest_seat_key")).isEmpty();
    }

    @Test
    void a_unique_index_of_an_expression_binds_the_running_version() throws SQLException {
        assertThat(bench.statement("CREATE UNIQUE INDEX CONCURRENTLY guest_seat_key ON play.guest (lower(seat))"))
                .extracting(Suspicion::rule).containsExactly(ScriptRule.NEW_CONSTRAINT, ScriptRule.WAIT_FOR_TRANSACTIONS);
    }

    private List<String> judged(String sql) throws SQLException {
        return bench.transaction(sql).stream()
                .filter(one -> one.rule() != ScriptRule.BLOCK_READERS && one.rule() != ScriptRule.BLOCK_WRITERS)
                .map(one -> one.rule() + " " + one.object()).toList();
    }
}
