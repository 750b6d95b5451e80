package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.wedsync.core.migration.MigrationResult;
import com.wedsync.core.migration.safety.FindingLevel;
import com.wedsync.core.migration.safety.LiveTable;
import com.wedsync.core.migration.safety.Obstacle;
import com.wedsync.core.migration.safety.ScriptFinding;
import com.wedsync.core.migration.safety.ScriptRule;

class FindingTextTest {

    private static final LiveTable TABLE = new LiveTable("wedding.guest", 3_145_728L, 2_000L, null, List.of(
            new Obstacle(4711, "wedsync-app", "idle in transaction", 5_300L, List.of("AccessShareLock", "RowExclusiveLock")),
            new Obstacle(4712, "autovacuum worker", null, null, List.of())));

    @Test
    void an_error_tells_what_happens_what_to_do_instead_and_who_is_in_the_way() {
        assertThat(MigrationText.of(result(false, finding(FindingLevel.ERROR, null, TABLE)))).isEqualTo(
                """
                        Executed V5__seat.sql
                        All 1 pending scripts were executed.

                        ERROR: drop-column wedding.guest.seat in V5__seat.sql
                          It is gone.
                          Instead: Wait.
                          wedding.guest: 3.0 MiB, about 2000 rows
                          In the way now: pid 4711, wedsync-app, idle in transaction, in transaction for 5.3 s, holds AccessShareLock, RowExclusiveLock
                          In the way now: pid 4712, autovacuum worker
                        """);
    }

    @Test
    void what_is_accepted_tells_the_reason_and_what_is_unknown_says_so() {
        LiveTable locked = new LiveTable("wedding.guest", null, null, "somebody has it locked", List.of());

        assertThat(FindingText.of(finding(FindingLevel.ACCEPTED, "unused since 1.4", locked))).isEqualTo("""

                ACCEPTED: drop-column wedding.guest.seat in V5__seat.sql
                  It is gone.
                  Accepted: unused since 1.4
                  wedding.guest: size unknown, rows unknown (somebody has it locked)
                """);
    }

    @Test
    void a_dry_run_with_an_error_ends_with_1_and_one_with_warnings_with_0() {
        assertThat(CommandRun.report(result(false, finding(FindingLevel.ERROR, null, null)))).isEqualTo(1);
        assertThat(CommandRun.report(result(true, finding(FindingLevel.WARNING, null, null)))).isZero();
    }

    private static ScriptFinding finding(FindingLevel level, @Nullable String reason, @Nullable LiveTable table) {
        return new ScriptFinding(ScriptRule.DROP_COLUMN, level, "V5__seat.sql", "wedding.guest.seat", "It is gone.", "Wait.",
                reason, table);
    }

    private static MigrationResult result(boolean success, ScriptFinding finding) {
        return new MigrationResult(success, true, List.of("V5__seat.sql"), List.of(), List.of(),
                "All 1 pending scripts were executed.", List.of(finding), Instant.EPOCH);
    }
}
