package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import com.wedsync.core.migration.MigrationResult;
import com.wedsync.core.migration.safety.ScriptFinding;

@ResourceLock(Resources.SYSTEM_ERR)
class CommandRunTest {

    @Test
    void a_dry_run_that_executed_nothing_fails_where_findings_are_required() {
        MigrationResult unjudged = result(true, null);

        assertThat(CommandRun.report(unjudged)).isZero();
        assertThat(errorsOf(1, () -> CommandRun.reportJudged(unjudged)))
                .isEqualTo("Failed: the pending scripts were not judged. Nothing was executed, because of a test.\n");
    }

    @Test
    void a_dry_run_that_judged_or_had_nothing_to_judge_ends_as_without_the_requirement() {
        assertThat(errorsOf(0, () -> CommandRun.reportJudged(result(true, List.of())))).isEmpty();
        assertThat(errorsOf(1, () -> CommandRun.reportJudged(result(false, null)))).isEqualTo("Failed: broken\n");
    }

    @Test
    void findings_can_be_required_of_dry_runs_only() {
        assertThat(errorsOf(2, () -> CommandLine.execute("migrate", "--require-findings")))
                .isEqualTo("--require-findings needs --dry-run\n");
    }

    private static MigrationResult result(boolean success, @Nullable List<ScriptFinding> findings) {
        return new MigrationResult(success, true, List.of(), success ? List.of() : List.of("broken"), List.of(),
                "Nothing was executed, because of a test.", findings, Instant.EPOCH);
    }

    private static String errorsOf(int exitCode, IntSupplier command) {
        PrintStream errors = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            assertThat(command.getAsInt()).isEqualTo(exitCode);
        } finally {
            System.setErr(errors);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
