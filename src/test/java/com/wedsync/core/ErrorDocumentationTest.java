package com.wedsync.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLState;

import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;

import io.vertx.pgclient.PgException;

/** docs/errors.md has a card for every kind of problem, and its SQLSTATE table is the one that the service uses. */
class ErrorDocumentationTest {

    private static final Pattern CARD = Pattern.compile("### `([a-z-]+)` · (\\d{3}) · (.+)");
    private static final Pattern ROW = Pattern.compile("\\| ((?:`[0-9A-Z]+`(?:, )?)+) \\|.*\\| (\\d{3}) \\| \\[`([a-z-]+)`].*\\|");

    @Test
    void every_kind_of_problem_has_a_card_with_its_status_and_title() {
        assertThat(Documentation.lines("errors.md", CARD))
                .extracting(card -> card.group(1) + " " + card.group(2) + " " + card.group(3))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.slug() + " " + type.status() + " " + type.title()).toList());
    }

    @Test
    void the_table_of_sqlstates_says_what_the_service_answers() {
        Map<String, String> table = table();

        assertThat(table).isNotEmpty();
        table.forEach((code, answer) -> assertThat(answer(code.length() == 2 ? code + "999" : code)).as(code)
                .isEqualTo(answer));
    }

    @Test
    void no_sqlstate_is_answered_in_a_way_the_table_does_not_tell() {
        Map<String, String> table = table();
        for (PSQLState state : PSQLState.values()) {
            String code = state.getState();
            if (code.length() == 5) {
                String told = table.getOrDefault(code, table.getOrDefault(code.substring(0, 2), "500 internal"));
                assertThat(answer(code)).as(code).isEqualTo(told);
            }
        }
    }

    private static String answer(String sqlState) {
        Problem problem = Problem.of(new PgException("refused", "ERROR", sqlState, ""));
        return problem.status() + " " + problem.type().getPath().replace("/problems/", "");
    }

    /** Codes of five characters, and classes of two, with status and slug. */
    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>();
        for (var row : Documentation.lines("errors.md", ROW)) {
            for (String code : row.group(1).replaceAll("[`,]", "").split(" ")) {
                table.put(code, row.group(2) + " " + row.group(3));
            }
        }
        return table;
    }
}
