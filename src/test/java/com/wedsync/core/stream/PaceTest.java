package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void who_has_done_nothing_yet_need_not_rest() {
        assertThat(pace.rest(Long.MIN_VALUE)).isZero();
    }

    @Test
    void a_rest_is_as_long_as_the_work_was() {
        pace.begin(100);
        pace.end(130);

        assertThat(pace.rest(130)).isEqualTo(Duration.ofNanos(30));
        assertThat(pace.rest(150)).isEqualTo(Duration.ofNanos(10));
        assertThat(pace.rest(160)).isZero();
        assertThat(pace.rest(1_000)).isZero();
    }
}
