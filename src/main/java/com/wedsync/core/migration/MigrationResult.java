package com.wedsync.core.migration;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a run did.
 *
 * @param appliedMigrations scripts applied by this run, in order; in a dry run: executed in the throw-away database
 * @param errors what stopped it, a sentence each
 * @param errorDetails the same, in fields
 * @param checked for a dry run: what was really done
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
        Instant timestamp) {

    static MigrationResult success(List<String> applied, Instant timestamp) {
        return new MigrationResult(true, false, List.copyOf(applied), List.of(), List.of(), null, timestamp);
    }

    static MigrationResult failure(List<String> applied, List<MigrationError> errors, Instant timestamp) {
        return new MigrationResult(false, false, List.copyOf(applied), sentences(errors), List.copyOf(errors), null,
                timestamp);
    }

    static MigrationResult dry(List<String> executed, List<MigrationError> errors, String checked, Instant timestamp) {
        return new MigrationResult(errors.isEmpty(), true, List.copyOf(executed), sentences(errors), List.copyOf(errors),
                checked, timestamp);
    }

    private static List<String> sentences(List<MigrationError> errors) {
        return errors.stream().map(MigrationError::toString).toList();
    }
}
