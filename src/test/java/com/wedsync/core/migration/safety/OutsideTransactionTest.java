package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTransactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE play.guest       | ALTER TABLE play.guest ADD COLUMN chair text
            alter table play.guest       | -- VACUUM\\n alter\\n table play.guest /* CREATE INDEX CONCURRENTLY */ ADD COLUMN chair text
            CREATE INDEX guest_idx       | CREATE INDEX guest_idx ON play.guest (name)
            DROP INDEX play.guest_idx    | DROP INDEX play.guest_idx
            REINDEX SCHEMA play          | REINDEX SCHEMA play
            VACUUM FULL play.guest       | VACUUM FULL play.guest
            VACUUM (ANALYZE FULL)        | VACUUM (ANALYZE, FULL) play.guest
            DO ''                        | DO $$ BEGIN ALTER TABLE play.guest ADD COLUMN chair text; END $$
            TRUNCATE play.guest play.couple | TRUNCATE play.guest, play.couple
            CREATE TABLE play.seat       | CREATE TABLE play.seat (couple bigint REFERENCES play.couple)
            """)
    void what_may_wait_for_a_strong_lock_is_refused(String object, String statement) {
        assertThat(OutsideTransaction.of(List.of(statement.replace("\\n", "\n"))))
                .extracting(Suspicion::rule, Suspicion::object)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ScriptRule.UNLIMITED_WAIT, object));
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE UNIQUE INDEX CONCURRENTLY guest_idx ON play.guest (name)",
            "-- quick\ndrop index concurrently if exists play.guest_idx", "REINDEX (VERBOSE) INDEX CONCURRENTLY play.guest_idx",
            "REINDEX (CONCURRENTLY) TABLE play.guest", "VACUUM (ANALYZE) play.guest", "VACUUM", "ANALYZE play.guest",
            "ALTER TYPE play.side ADD VALUE IF NOT EXISTS 'top'", "UPDATE play.guest SET seat = 'FULL'",
            "CREATE OR REPLACE FUNCTION play.f() RETURNS void LANGUAGE sql AS 'SELECT'", "SET maintenance_work_mem = '1GB'" })
    void what_stops_nobody_is_not(String statement) {
        assertThat(OutsideTransaction.of(List.of(statement))).isEmpty();
    }

    @Test
    void a_statement_that_is_there_twice_is_told_once() {
        assertThat(OutsideTransaction.of(List.of("LOCK TABLE play.guest", "LOCK TABLE play.guest"))).hasSize(1);
    }
}
