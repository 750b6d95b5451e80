package com.wedsync.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;
import com.wedsync.core.metric.StatementWindow;

class RecentStatementsTest {

    private static final Instant HOUR = Instant.parse("2026-06-01T12:00:00Z");
    private static final StatementKey READ = new StatementKey(1, 10);
    private final RecentStatements recent = new RecentStatements();

    @Test
    void windows_add_up_to_what_ran_in_the_hour() {
        for (int minute = 1; minute <= 60; minute++) {
            add(minute, 10);
        }
        add(61, 1_000);

        Use hour = recent.of(HOUR);
        assertThat(hour.seconds()).isEqualTo(3600);
        assertThat(calls(hour)).isEqualTo(600);
        assertThat(calls(recent.since(HOUR))).isEqualTo(1_600);
    }

    @Test
    void what_is_older_than_a_little_more_than_an_hour_is_forgotten() {
        for (int minute = 1; minute <= 200; minute++) {
            add(minute, 1);
        }

        assertThat(calls(recent.since(HOUR))).isBetween(70L, 75L);
    }

    private static long calls(Use use) {
        return use.costs().getOrDefault(READ, StatementCost.NOTHING).calls();
    }

    private void add(int minute, long calls) {
        recent.add(new StatementWindow(HOUR.plusSeconds(60L * (minute - 1)), HOUR.plusSeconds(60L * minute),
                Map.of(READ, new StatementCost(calls, 2.0 * calls, 0, 0, 0, 0, 0, 0)), StatementCost.NOTHING, 0, 1, 5_000));
    }
}
