package com.wedsync.core.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.wedsync.core.migration.safety.ScriptFinding;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a run did.
 *
 * @param appliedMigrations scripts applied by this run, in order; in a dry run: executed in the throw-away database
 * @param errors what stopped it, a sentence each
 * @param errorDetails the same, in fields
 * @param checked for a dry run: what was really done
 * @param findings for a dry run: how safe the pending scripts are; null if they were not executed
 */
@Schema(description = "What a run did.")
@RegisterForReflection
public record MigrationResult(
        boolean success,
        boolean dryRun,
        @Schema(description = "scripts applied by this run, in order; in a dry run those executed in the throw-away database") List<String> appliedMigrations,
        @Schema(description = "what stopped it, a sentence each") List<String> errors,
        @Schema(description = "the same, in fields") List<MigrationError> errorDetails,
        @Schema(description = "of a dry run: what was really done") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String checked,
        @Schema(description = "of a dry run that executed the pending scripts: what they would do to the running version and to who uses the same tables") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ScriptFinding> findings,
        Instant timestamp) {

    static MigrationResult success(List<String> applied, Instant timestamp) {
        return new MigrationResult(true, false, List.copyOf(applied), List.of(), List.of(), null, null, timestamp);
    }

    static MigrationResult failure(List<String> applied, List<MigrationError> errors, Instant timestamp) {
        return new MigrationResult(false, false, List.copyOf(applied), sentences(errors), List.copyOf(errors), null, null,
                timestamp);
    }

    static MigrationResult dry(List<String> executed, List<MigrationError> errors, String checked, Instant timestamp) {
        return dry(executed, errors, checked, null, timestamp);
    }

    /** Findings that are errors fail a dry run like those of PostgreSQL. */
    static MigrationResult dry(List<String> executed, List<MigrationError> errors, String checked,
            @Nullable List<ScriptFinding> findings, Instant timestamp) {
        List<MigrationError> all = new ArrayList<>(errors);
        Stream.ofNullable(findings).flatMap(List::stream).filter(ScriptFinding::isError)
                .map(finding -> MigrationError.of(finding.script(), finding.sentence()))
                .forEach(all::add);
        return new MigrationResult(all.isEmpty(), true, List.copyOf(executed), sentences(all), List.copyOf(all), checked,
                findings, timestamp);
    }

    private static List<String> sentences(List<MigrationError> errors) {
        return errors.stream().map(MigrationError::toString).toList();
    }
}
