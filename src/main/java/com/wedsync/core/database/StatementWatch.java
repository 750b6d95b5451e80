package com.wedsync.core.database;

import java.time.Duration;

import org.jboss.logging.Logger;

/** Times statements: logs the slow ones by text only, and says when to give up on a silent server. */
final class StatementWatch {

    /** How much longer than the server's own statement_timeout the client waits for word of it. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int LOGGED_CHARACTERS = 300;
    private static final Logger LOG = Logger.getLogger(StatementWatch.class);

    private final Duration slow;
    private final Duration deadline;

    StatementWatch(Duration slow, Duration statementTimeout) {
        this.slow = slow;
        this.deadline = statementTimeout.plus(GRACE);
    }

    Duration deadline() {
        return deadline;
    }

    Timing start(String sql) {
        return new Timing(sql, System.nanoTime());
    }

    final class Timing {
        private final String sql;
        private final long startedNanos;

        private Timing(String sql, long startedNanos) {
            this.sql = sql;
            this.startedNanos = startedNanos;
        }

        void stop() {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (took.compareTo(slow) >= 0) {
                LOG.warnf("Slow statement duration_ms=%d statement=%s", took.toMillis(), abbreviated(sql));
            }
        }
    }

    private static String abbreviated(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= LOGGED_CHARACTERS ? line : line.substring(0, LOGGED_CHARACTERS) + "…";
    }
}
