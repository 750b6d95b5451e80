package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementWatchTest {

    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger(StatementWatch.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            logged.add(event instanceof ExtLogRecord extended ? extended.getFormattedMessage() : event.getMessage());
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void a_slow_statement_is_logged_once_by_its_text_on_one_line() {
        new StatementWatch(Duration.ZERO, Duration.ofSeconds(1)).start("SELECT name\nFROM wedding.guest\nWHERE id = $1").stop();

        assertThat(logged).singleElement().asString()
                .startsWith("Slow statement duration_ms=").endsWith("statement=SELECT name FROM wedding.guest WHERE id = $1");
    }

    @Test
    void a_quick_statement_is_not_logged() {
        new StatementWatch(Duration.ofMinutes(1), Duration.ofSeconds(1)).start("SELECT 1").stop();

        assertThat(logged).isEmpty();
    }

    @Test
    void a_long_statement_is_cut() {
        new StatementWatch(Duration.ZERO, Duration.ofSeconds(1)).start("SELECT " + "x".repeat(5000)).stop();

        assertThat(logged.getFirst()).hasSizeLessThan(400).endsWith("…");
    }
}
