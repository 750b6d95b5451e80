package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementsTest {

    @Test
    void a_comment_at_the_top_accepts_one_finding_for_a_reason() {
        Acknowledgements acknowledgements = Acknowledgements.in("""
                -- Contracts seats.

                --safety:  drop-column wedding.guest.seat,  unused since 1.4
                -- safety: drop-function ops.f(integer, text), nobody calls it
                ALTER TABLE wedding.guest DROP COLUMN seat;
                -- safety: drop-table wedding.guest, too late
                """);

        assertThat(acknowledgements.reason(ScriptRule.DROP_COLUMN, "wedding.guest.seats")).isEmpty();
        assertThat(acknowledgements.reason(ScriptRule.RENAME_COLUMN, "wedding.guest.seat")).isEmpty();
        assertThat(acknowledgements.reason(ScriptRule.DROP_COLUMN, "wedding.guest.seat")).contains("unused since 1.4");
        assertThat(acknowledgements.reason(ScriptRule.DROP_FUNCTION, "ops.f(integer, text)")).contains("nobody calls it");
        assertThat(acknowledgements.reason(ScriptRule.DROP_TABLE, "wedding.guest")).isEmpty();
        assertThat(acknowledgements.unused()).containsExactly("drop-table wedding.guest, too late");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\uFEFF-- safety: ", "/* A licence,\n * of two lines. */\n-- safety: ", "-- Safety: ", "--SAFETY:",
            "\uFEFF/* one */ -- two\n\n/* three */\n  -- safety: ", "-- rows of wedding/*\n-- safety: " })
    void what_stands_around_it_does_not_matter(String start) {
        Acknowledgements acknowledgements = Acknowledgements.in(start + "drop-table wedding.guest, unused\r\nDROP TABLE x;");

        assertThat(acknowledgements.reason(ScriptRule.DROP_TABLE, "wedding.guest")).contains("unused");
        assertThat(acknowledgements.unused()).isEmpty();
    }

    @Test
    void a_comment_without_a_reason_accepts_nothing() {
        Acknowledgements acknowledgements = Acknowledgements.in("""
                -- safety: drop-column wedding.guest.seat,
                -- safety: drop-column wedding.guest.chair
                """);

        assertThat(acknowledgements.reason(ScriptRule.DROP_COLUMN, "wedding.guest.seat")).isEmpty();
        assertThat(acknowledgements.reason(ScriptRule.DROP_COLUMN, "wedding.guest.chair")).isEmpty();
        assertThat(acknowledgements.unused()).containsExactly("drop-column wedding.guest.seat,",
                "drop-column wedding.guest.chair");
    }
}
