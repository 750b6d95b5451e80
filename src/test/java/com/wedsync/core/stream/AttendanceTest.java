package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final UUID EMMA = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID JAKE = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final long LINGER = Duration.ofSeconds(5).toNanos();
    /** Close to the end of what a long can hold, as times of System.nanoTime may be. */
    private static final long NOW = Long.valueOf(Long.MAX_VALUE);

    private final Attendance attendance = new Attendance(Duration.ofNanos(LINGER));

    @Test
    void somebody_is_there_as_long_as_one_of_their_streams_is() {
        attendance.come(JAKE);
        attendance.come(EMMA);
        attendance.come(JAKE);
        attendance.go(JAKE, true, NOW);
        assertThat(attendance.present(NOW)).containsExactly(EMMA, JAKE);

        attendance.go(JAKE, true, NOW);
        assertThat(attendance.present(NOW)).containsExactly(EMMA);
    }

    @Test
    void who_has_lost_the_last_stream_is_there_for_a_while() {
        attendance.come(JAKE);
        attendance.go(JAKE, false, NOW);

        assertThat(attendance.here(NOW + LINGER - 1)).containsExactly(JAKE);
        assertThat(attendance.here(NOW + LINGER)).isEmpty();
    }

    @Test
    void who_comes_back_in_time_was_never_gone() {
        attendance.come(JAKE);
        attendance.go(JAKE, false, NOW);
        attendance.come(JAKE);

        assertThat(attendance.here(NOW + 2 * LINGER)).containsExactly(JAKE);
    }

    @Test
    void what_a_replica_tells_replaces_what_it_told() {
        attendance.hear("one", Set.of(EMMA, JAKE), NOW + 10);
        attendance.hear("two", Set.of(EMMA), NOW + 10);
        attendance.hear("one", Set.of(), NOW + 10);

        assertThat(attendance.present(NOW)).containsExactly(EMMA);
        assertThat(attendance.here(NOW)).isEmpty();
    }

    @Test
    void a_replica_that_is_silent_is_not_believed_any_more() {
        attendance.hear("killed", Set.of(EMMA), NOW + 10);
        attendance.hear("alive", Set.of(JAKE), NOW + 20);

        assertThat(attendance.present(NOW + 10)).containsExactly(JAKE);
    }
}
