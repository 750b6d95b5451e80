package com.wedsync.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "ALTER ROLE wedsync_app PASSWORD 'open sesame' | ALTER ROLE …",
            "  /* deploy */ create user mapping for x server y options (password 'z') | create user …",
            "SET wedsync.key = 'secret' | SET wedsync …",
            "COPY t FROM PROGRAM 'curl -H token' | COPY t …",
            "BEGIN | BEGIN …" })
    void of_a_utility_command_two_words_are_kept_and_no_value(String text, String kept) {
        assertThat(StatementText.keepable(text)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT * FROM guest WHERE id = $1", "-- why\n select 1", "/* a */ /* b */ WITH x AS (SELECT $1) SELECT * FROM x",
            "(SELECT $1) UNION (SELECT $2)", "insert into t values ($1)" })
    void a_query_is_kept_as_it_is(String text) {
        assertThat(StatementText.keepable(text)).isEqualTo(text);
        assertThat(StatementText.isExplainable(text)).isTrue();
    }

    @Test
    void what_might_be_two_statements_is_not_explained() {
        assertThat(StatementText.isExplainable("SELECT 1; DROP TABLE guest")).isFalse();
        assertThat(StatementText.isExplainable("EXPLAIN SELECT 1")).isFalse();
    }

    @Test
    void a_text_that_was_cut_is_not_explained() {
        String kept = StatementText.keepable("SELECT " + "x, ".repeat(5_000) + "y FROM t");

        assertThat(kept).hasSize(10_001);
        assertThat(StatementText.isExplainable(kept)).isFalse();
    }
}
