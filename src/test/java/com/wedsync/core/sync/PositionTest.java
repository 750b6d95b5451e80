package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.error.BadRequest;

class PositionTest {

    @ParameterizedTest
    @ValueSource(strings = { "3f2a9c01.90417:90420:90418", "3f2a9c01.90417:90417:",
            "3f2a9c01.90417:90420:90418,90419.90419:90421:.0197a1c2-6d4e-7c1b-9b57-3f2a5c8d9e10.42" })
    void what_the_service_gave_is_a_position(String text) {
        assertThat(Position.valueOf(text).text()).isEqualTo(text);
        assertThat(Position.valueOf(text).isWithinBatch()).isEqualTo(text.endsWith(".42"));
    }

    @Test
    void a_snapshot_of_many_transactions_is_a_position_too() {
        String many = LongStream.range(0, 3_000).mapToObj(Long::toString).collect(Collectors.joining(","));

        assertThat(Position.valueOf("3f2a9c01.0:9999:" + many).text()).endsWith(",2999");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "41", "3f2a9c01", "3f2a9c01.", "3f2a9c01.1:2", "3f2a9c01.1:2:,", "3f2a9c01.1:2:1,",
            "3F2A9C01.1:2:",
            "3f2a9c01.-1:2:", "3f2a9c01.1:2:.1:2:", "3f2a9c01.1:2:.1:2:.0197a1c2.42", "3f2a9c01.1:2: " })
    void anything_else_is_none(String text) {
        assertThatThrownBy(() -> Position.valueOf(text)).isInstanceOf(BadRequest.class);
    }
}
