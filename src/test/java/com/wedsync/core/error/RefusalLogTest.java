package com.wedsync.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Logs;

import io.vertx.pgclient.PgException;

class RefusalLogTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final ProblemMappers mappers = new ProblemMappers(new RefusalLog(clock));

    @Test
    void an_outage_is_logged_with_the_first_request_and_then_once_a_minute_with_the_number_of_the_others() {
        try (Logs logs = Logs.from(Level.WARNING)) {
            refuse(100);
            assertThat(logs.lines()).singleElement().asString()
                    .isEqualTo(
                            "Request refused type=/problems/no-connection others_since_last_line=0 cause=java.io.IOException: reset");

            now.getAndUpdate(before -> before.plus(Duration.ofSeconds(60)));
            refuse(5);
            assertThat(logs.lines()).hasSize(2).last().asString().contains("others_since_last_line=99");
        }
    }

    @Test
    void each_problem_type_is_told_by_itself() {
        try (Logs logs = Logs.from(Level.WARNING)) {
            refuse(3);
            mappers.database(new PgException("the database system is shutting down", "FATAL", "57P03", null));
            mappers.database(new PgException("canceling statement due to statement timeout", "ERROR", "57014", null));

            assertThat(logs.lines()).hasSize(3).anySatisfy(line -> assertThat(line)
                    .contains("type=/problems/database-unavailable", "SQLSTATE 57P03").doesNotContain("shutting down"));
        }
    }

    private void refuse(int requests) {
        for (int request = 0; request < requests; request++) {
            assertThat(mappers.connection(new IOException("reset")).getStatus()).isEqualTo(503);
        }
    }
}
