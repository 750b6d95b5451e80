package com.wedsync.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.wedsync.core.live.Trail.Mark;

class TrailTest {

    private final Trail trail = new Trail();

    @Test
    void the_base_is_the_newest_mark_that_is_old_enough() {
        for (int second = 0; second <= 300; second += 5) {
            trail.add(mark(second));
        }

        assertThat(trail.before(mark(302), Duration.ofMinutes(1))).isEqualTo(mark(240));
    }

    @Test
    void after_a_start_it_is_the_oldest_there_is() {
        trail.add(mark(0));
        trail.add(mark(5));

        assertThat(trail.before(mark(6), Duration.ofMinutes(1))).isEqualTo(mark(0));
    }

    @Test
    void without_any_it_is_the_moment_itself() {
        assertThat(trail.before(mark(7), Duration.ofMinutes(1))).isEqualTo(mark(7));
    }

    @Test
    void marks_older_than_an_hour_are_forgotten() {
        trail.add(mark(0));
        trail.add(mark(3_000));
        trail.add(mark(3_601));

        assertThat(trail.before(mark(3_601), Duration.ofHours(2))).isEqualTo(mark(3_000));
    }

    private static Mark mark(long second) {
        return new Mark(Duration.ofSeconds(second).toNanos(), Tally.NOTHING, second, 0, 0, Tally.NOTHING);
    }
}
