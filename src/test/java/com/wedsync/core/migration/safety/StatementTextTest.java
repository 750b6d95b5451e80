package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTextTest {

    @Test
    void comments_are_left_out_and_what_only_looks_like_one_stays() {
        assertThat(StatementText.withoutComments("-- one\nSELECT/* two\n */1, '-- three', \"/* four\", $a$ -- five $a$ -- $1"))
                .isEqualTo("SELECT 1, '-- three', \"/* four\", $a$ -- five $a$");
    }

    @Test
    void strings_are_empty_and_names_stay() {
        assertThat(StatementText.withoutCommentsAndStrings("SELECT 'it''s', E'\\'--', \"a 'name'\", $$ a $ b $$, $1"))
                .isEqualTo("SELECT '', '', \"a 'name'\", '', $1");
    }
}
