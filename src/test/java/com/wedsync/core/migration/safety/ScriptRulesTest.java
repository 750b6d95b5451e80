package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Timeout(30)
class ScriptRulesTest {

    private static final Set<ScriptRule> LOCKS = Set.of(ScriptRule.BLOCK_READERS, ScriptRule.BLOCK_WRITERS);

    private static Bench bench;

    @BeforeAll
    static void open() throws SQLException {
        bench = Bench.open();
    }

    @AfterAll
    static void close() throws SQLException {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            drop-table play.guest                        | DROP TABLE play.guest
            drop-table play.couple                       | DROP VIEW play.pair, play.odd; DROP TABLE play.couple; CREATE VIEW play.odd AS SELECT 1::bigint AS "a.b"; CREATE VIEW play.pair AS SELECT 1::bigint AS id, 2::bigint AS next; GRANT SELECT ON play.pair TO PUBLIC; CREATE TABLE play.couple (id bigint)
            rename-table play.guest                      | ALTER TABLE play.guest RENAME TO visitor
            rename-table play.guest                      | CREATE SCHEMA other; ALTER TABLE play.guest SET SCHEMA other
            drop-view play.pair                          | DROP VIEW play.pair
            drop-view play.pair                          | ALTER VIEW play.pair RENAME TO twins
            drop-column play.pair.next                   | ALTER VIEW play.pair RENAME COLUMN next TO other
            drop-column play.odd."a.b"                   | ALTER VIEW play.odd RENAME COLUMN "a.b" TO other
            change-column-type play.pair.next            | DROP VIEW play.pair; CREATE VIEW play.pair AS SELECT id, 'x'::text AS next FROM play.couple; GRANT SELECT ON play.pair TO PUBLIC
            drop-column play.guest.seat                  | ALTER TABLE play.guest DROP COLUMN seat
            drop-column play.guest.couple                | ALTER TABLE play.guest DROP COLUMN couple
            rename-column play.guest.seat                | ALTER TABLE play.guest RENAME COLUMN seat TO chair
            change-column-type play.guest.age            | ALTER TABLE play.guest ALTER COLUMN age TYPE numeric(5)
            drop-function play.twice(integer)            | DROP FUNCTION play.twice
            drop-function play.twice(integer)            | ALTER FUNCTION play.twice RENAME TO double
            drop-function play.twice(integer)            | DROP FUNCTION play.twice; CREATE FUNCTION play.twice(value integer, more integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'
            change-function-result play.twice(integer)   | DROP FUNCTION play.twice; CREATE FUNCTION play.twice(value integer) RETURNS text LANGUAGE sql AS 'SELECT 1::text'
            change-function-arguments play.twice(integer) | DROP FUNCTION play.twice; CREATE FUNCTION play.twice(other integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'
            change-function-arguments play.more(integer) | DROP FUNCTION play.more; CREATE FUNCTION play.more(value integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'
            lost-grant play.pair                         | DROP VIEW play.pair; CREATE VIEW play.pair AS SELECT id, id + 3 AS next FROM play.couple
            lost-grant play.twice(integer)               | REVOKE ALL ON FUNCTION play.twice FROM PUBLIC
            lost-grant play.guest                        | REVOKE SELECT ON play.guest FROM PUBLIC
            drop-label play.side.left                    | ALTER TYPE play.side RENAME VALUE 'left' TO 'middle'
            add-required-column play.guest.chair         | ALTER TABLE play.guest ADD COLUMN chair text NOT NULL
            set-not-null play.guest.age                  | ALTER TABLE play.guest ALTER COLUMN age SET NOT NULL
            drop-default play.guest.seat                 | ALTER TABLE play.guest ALTER COLUMN seat DROP DEFAULT
            drop-default play.guest.id                   | ALTER TABLE play.guest ALTER COLUMN id DROP IDENTITY
            rewrite-table play.guest                     | ALTER TABLE play.guest ADD COLUMN drawn double precision DEFAULT random()
            rewrite-table play.guest                     | TRUNCATE play.guest
            index-in-transaction play.guest_age_idx      | CREATE INDEX guest_age_idx ON play.guest (age)
            drop-index-in-transaction play.guest_couple_idx | DROP INDEX play.guest_couple_idx
            rebuild-index play.guest_couple_idx          | REINDEX INDEX play.guest_couple_idx
            drop-unique play.guest_name_key              | ALTER TABLE play.guest DROP CONSTRAINT guest_name_key
            lock-timeout lock_timeout                    | SET LOCAL lock_timeout = '1h'
            lock-timeout lock_timeout                    | SET LOCAL lock_timeout = '1h'; SET LOCAL lock_timeout = 0
            lock-timeout lock_timeout                    | DO 'BEGIN PERFORM set_config(''lock_timeout'', ''0'', true); SET lock_timeout = 0; RESET lock_timeout; END'
            lock-timeout lock_timeout                    | SET lock_timeout = 0; SET lock_timeout = '2h'
            transaction-control transaction              | SELECT 1; COMMIT; BEGIN
            narrow-key play.seat.id                      | CREATE TABLE play.seat (id integer PRIMARY KEY)
            narrow-key play.seat.id                      | CREATE TABLE play.seat (id smallint GENERATED ALWAYS AS IDENTITY)
            serial-column play.seat.id                   | CREATE TABLE play.seat (id bigserial)
            limited-text play.seat.name                  | CREATE TABLE play.seat (name varchar(20))
            limited-text play.guest.initial              | ALTER TABLE play.guest ADD COLUMN initial char(1)
            timestamp-without-time-zone play.seat.at     | CREATE TABLE play.seat (at timestamp)
            timestamp-without-time-zone play.guest.at    | ALTER TABLE play.guest ADD COLUMN at timestamp(3)
            """)
    void a_script_is_suspected_of_what_it_did(String expected, String sql) throws SQLException {
        assertThat(judged(sql)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TABLE play.seat (id uuid PRIMARY KEY, at timestamptz, name text NOT NULL, place integer, amount smallint)",
            "ALTER TABLE play.guest ADD COLUMN chair text",
            "ALTER TABLE play.guest ADD COLUMN chair text NOT NULL DEFAULT 'none'",
            "ALTER TABLE play.guest ADD COLUMN chair text; ALTER TABLE play.guest DROP COLUMN chair",
            "CREATE TABLE play.seat (id uuid); ALTER TABLE play.seat ADD COLUMN at timestamptz NOT NULL; CREATE INDEX ON play.seat (id)",
            "CREATE TABLE play.seat (id uuid); ALTER TABLE play.seat ADD CONSTRAINT seat_id_check CHECK (id IS NOT NULL)",
            "CREATE TABLE play.seat (couple bigint CONSTRAINT seat_couple_fk REFERENCES play.couple)",
            "ALTER TABLE play.guest ADD COLUMN partner bigint CONSTRAINT guest_partner_fk REFERENCES play.couple",
            "CREATE OR REPLACE VIEW play.pair AS SELECT id, id + 2 AS next, id AS third FROM play.couple",
            "DROP VIEW play.pair; CREATE VIEW play.pair AS SELECT id, id + 3 AS next FROM play.couple; GRANT SELECT ON play.pair TO PUBLIC",
            "GRANT INSERT ON play.guest TO PUBLIC; REVOKE INSERT ON play.guest FROM PUBLIC",
            "CREATE OR REPLACE FUNCTION play.twice(value integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 2 * value'",
            "CREATE OR REPLACE FUNCTION play.twice(value integer) RETURNS integer LANGUAGE sql AS 'SELECT value + value'",
            "DROP FUNCTION play.twice; CREATE FUNCTION play.twice(value integer) RETURNS integer LANGUAGE sql AS 'SELECT 4'",
            "CREATE FUNCTION play.twice(value bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 2 * value'",
            "CREATE FUNCTION play.thrice(value bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 3 * value'; DROP FUNCTION play.thrice",
            "CREATE TABLE play.seat (id uuid); DROP TABLE play.seat",
            "CREATE INDEX guest_age_idx ON play.guest (age); DROP INDEX play.guest_age_idx",
            "CREATE TYPE play.meal AS ENUM ('fish'); DROP TYPE play.meal",
            "ALTER TABLE play.guest ALTER COLUMN seat SET DEFAULT 'other'",
            "ALTER TABLE play.guest ALTER COLUMN seat DROP NOT NULL",
            "ALTER TABLE play.guest ALTER COLUMN seat DROP NOT NULL, ALTER COLUMN seat DROP DEFAULT",
            "SET LOCAL search_path = play; SET LOCAL statement_timeout = '1h'",
            "ALTER FUNCTION play.twice SET lock_timeout = 0 -- SET lock_timeout = 0",
            "INSERT INTO play.couple VALUES (1); UPDATE play.couple SET id = 2; DELETE FROM play.couple" })
    void a_script_that_the_running_version_survives_is_not_suspected(String sql) throws SQLException {
        assertThat(judged(sql)).isEmpty();
    }

    @Test
    void a_label_may_be_added() throws SQLException {
        assertThat(rules(bench.statement("ALTER TYPE play.side ADD VALUE 'top'"))).isEmpty();
    }

    @Test
    void a_name_of_63_bytes_may_have_been_cut() throws SQLException {
        String longest = "n".repeat(63);

        assertThat(judged("CREATE TABLE play." + longest + "x (id uuid)")).containsExactly("long-name play." + longest);
        assertThat(judged("ALTER TABLE play.guest ADD COLUMN " + longest + " uuid"))
                .containsExactly("long-name play.guest." + longest);
        assertThat(judged("CREATE TABLE play." + "n".repeat(62) + " (id uuid)")).isEmpty();
        assertThat(judged("CREATE TABLE play." + "n".repeat(40) + " (" + "c".repeat(40) + " uuid NOT NULL)")).isEmpty();
    }

    @Test
    void not_null_that_a_valid_check_proves_already_reads_no_rows() throws SQLException {
        bench.execute("ALTER TABLE play.guest ADD CONSTRAINT proof CHECK (age IS NOT NULL) NOT VALID");
        assertThat(judged("ALTER TABLE play.guest ALTER COLUMN age SET NOT NULL"))
                .containsExactly("set-not-null play.guest.age");

        bench.execute("ALTER TABLE play.guest VALIDATE CONSTRAINT proof");
        assertThat(judged("ALTER TABLE play.guest ALTER COLUMN age SET NOT NULL")).isEmpty();
        assertThat(judged("ALTER TABLE play.guest ALTER COLUMN couple SET NOT NULL"))
                .containsExactly("set-not-null play.guest.couple");
        bench.execute("ALTER TABLE play.guest DROP CONSTRAINT proof");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            age IS NOT NULL AND couple IS NOT NULL                    | true
            couple > 0 AND age IS NOT NULL AND length(lower(name)) > 1 | true
            (couple > 0 OR name = '') AND age IS NOT NULL             | true
            age IS NOT NULL OR couple IS NOT NULL                     | false
            (age IS NOT NULL AND couple > 0) OR name = ''             | false
            NOT (age IS NOT NULL AND couple > 0)                      | false
            (age IS NOT NULL AND couple > 0) IS NOT FALSE             | false
            """)
    void not_null_is_proven_by_what_and_joins_only(String check, boolean proven) throws SQLException {
        bench.execute("ALTER TABLE play.guest ADD CONSTRAINT proof CHECK (" + check + ")");
        try {
            assertThat(judged("ALTER TABLE play.guest ALTER COLUMN age SET NOT NULL"))
                    .isEqualTo(proven ? List.of() : List.of("set-not-null play.guest.age"));
        } finally {
            bench.execute("ALTER TABLE play.guest DROP CONSTRAINT proof");
        }
    }

    @Test
    void not_null_that_is_not_valid_only_binds_writers() throws SQLException {
        org.junit.jupiter.api.Assumptions.assumeTrue(bench.connection().getMetaData().getDatabaseMajorVersion() >= 18);

        assertThat(judged("ALTER TABLE play.guest ADD CONSTRAINT guest_age_not_null NOT NULL age NOT VALID"))
                .containsExactly("new-constraint play.guest.guest_age_not_null");
    }

    private List<String> judged(String sql) throws SQLException {
        return rules(bench.transaction(sql));
    }

    private static List<String> rules(List<Suspicion> suspicions) {
        return suspicions.stream().filter(one -> !LOCKS.contains(one.rule())).map(one -> one.rule() + " " + one.object())
                .toList();
    }
}
