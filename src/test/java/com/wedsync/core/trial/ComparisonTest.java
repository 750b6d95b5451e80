package com.wedsync.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void statements_that_take_longer_together_are_a_reason_to_undo() {
        Comparison comparison = Comparison
                .of(List.of(change(100, 1.0, 1_000, 2.0), change(100, 10.0, 10, 1.0), change(100, 10, 20, 9)), 3);

        // 1000 and 20 calls: 1200 ms as before, 2180 ms after; what ran ten times only says nothing
        assertThat(comparison.changePercent()).isEqualTo(100 * (2_180.0 - 1_200) / 1_200);
        assertThat(comparison.isWorse()).isTrue();
        assertThat(comparison.statements()).hasSize(2);
    }

    @Test
    void statements_that_are_quicker_are_not() {
        Comparison comparison = Comparison.of(List.of(change(214, 41.2, 198, 0.9)), 412);

        assertThat(comparison.changePercent()).isLessThan(-90);
        assertThat(comparison.isWorse()).isFalse();
    }

    @Test
    void too_few_statements_are_unknown_and_no_reason() {
        Comparison comparison = Comparison.of(List.of(change(5, 1, 5, 100)), 0);

        assertThat(comparison.changePercent()).isNull();
        assertThat(comparison.isWorse()).isFalse();
    }

    private static StatementChange change(long callsBefore, double meanBefore, long callsAfter, double meanAfter) {
        return new StatementChange("1", "SELECT", callsBefore, meanBefore, callsAfter, meanAfter);
    }
}
