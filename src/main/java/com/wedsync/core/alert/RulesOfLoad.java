package com.wedsync.core.alert;

import static com.wedsync.core.alert.Line.above;
import static com.wedsync.core.alert.Line.below;
import static com.wedsync.core.alert.Rule.warning;

import java.time.Duration;
import java.util.List;

import com.wedsync.core.alert.Rule.Unknown;

/** What goes on right now: sessions, locks, statements. */
final class RulesOfLoad {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final double MEBIBYTE = 1024 * 1024;

    private RulesOfLoad() {
    }

    static List<Rule> all() {
        Rule transaction = warning("LongTransaction", Source.of("wedsync_session_longest_transaction_seconds"), above(900), "s",
                MINUTE,
                "A transaction has been open for long: vacuum cannot clean up behind it.",
                "Find it by its xact_start in pg_stat_activity and ask its owner.");
        Rule idle = warning("IdleInTransaction", Source.of("wedsync_session_longest_idle_in_transaction_seconds"), above(60),
                "s",
                MINUTE, "A client keeps a transaction open and does nothing.",
                "Ask its owner; then pg_terminate_backend(pid) rolls back what it left.");
        Rule waiting = warning("LockWait", Source.of("wedsync_lock_longest_wait_seconds"), above(30), "s", MINUTE,
                "A session waits for a lock.", "Find the root of the tree of waiting sessions; do not end the victims.");
        return List.of(
                transaction, transaction.critical(above(Rules.hours(1)), MINUTE),
                idle, idle.critical(above(600), MINUTE),
                waiting, waiting.critical(above(180), MINUTE),
                // of up to the last hour, so that a deadlock of last year says nothing
                warning("Deadlocks", Source.of("wedsync_deadlocks_per_hour"), above(5, 1), "in an hour", Duration.ZERO,
                        "Transactions lock each other out again and again.",
                        "Nothing to end: the server ended one of each pair. Its log names both."),
                warning("TemporaryFiles", Source.of("wedsync_temp_bytes_per_second"), above(50 * MEBIBYTE), "B/s", QUARTER,
                        "Sorts and hashes spill to disk.", "Find the statement by temp_blks_written in pg_stat_statements."),
                warning("StatementsEvicted", Source.of("wedsync_statement_evictions_per_minute"), above(0.1, 0.01), "a minute",
                        HALF_AN_HOUR, "pg_stat_statements forgets statements: their numbers are too low.",
                        "Find who sends ever new texts: lists of literals instead of parameters."),
                warning("TrafficUnusuallyLow", Source.usual("wedsync_transactions_per_second"), below(20, 40), "% of the usual",
                        QUARTER, "Far fewer transactions arrive than usual at this hour of the week.",
                        "Check that callers reach the service: its gateway, its readiness.").when(Unknown.USUAL),
                warning("StatementsUnusuallySlow", Source.usual("wedsync_query_mean_milliseconds"), above(400, 250),
                        "% of the usual", QUARTER, "Statements take far longer than usual at this hour of the week.",
                        "Look for locks, then for a plan that changed after the last migration or ANALYZE.")
                        .when(Unknown.USUAL));
    }
}
