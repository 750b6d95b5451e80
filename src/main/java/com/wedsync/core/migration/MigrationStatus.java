package com.wedsync.core.migration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The scripts of this version of the service compared with those the database has seen. */
@Schema(description = "The scripts of this version of the service compared with those the database has seen.")
@RegisterForReflection
public record MigrationStatus(
        State state,
        @Schema(description = "the version the schema has; null before the first script", examples = "4") @Nullable String version,
        @Schema(description = "in the order they were applied") List<Applied> applied,
        @Schema(description = "in the order they will be applied") List<Pending> pending,
        @Schema(description = "why nothing may be applied, a sentence each") List<String> errors,
        @Schema(description = "the run that began last, dry runs left out; null if none is recorded") @Nullable LastRun lastRun,
        @Schema(description = "the required ones, then the optional ones") List<Extension> extensions,
        Instant timestamp) {

    /** The answer in one word. */
    @Schema(enumeration = { "up_to_date", "pending", "running", "failed", "interrupted", "invalid" }, description = """
            `up_to_date`; `pending`: scripts wait; `running`: a run is under way; `failed` or `interrupted`: scripts wait \
            because of how the last run ended; `invalid`: see errors""")
    public enum State {
        UP_TO_DATE,
        PENDING,
        RUNNING,
        FAILED,
        INTERRUPTED,
        INVALID;

        /** In JSON and on the command line. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A script that the database has seen.
     *
     * @param installedBy log-in of the database
     * @param requestedBy who asked for the run; null for what happened before runs were recorded
     */
    @RegisterForReflection
    public record Applied(
            @Schema(examples = "3") @Nullable String version,
            @Schema(examples = "operations tables") String description,
            @Schema(examples = "V3__operations_tables.sql") String script,
            @Schema(examples = "-1298451183") @Nullable Integer checksum,
            @Schema(description = "log-in of the database", examples = "wedsync_owner") String installedBy,
            Instant installedOn,
            @Schema(examples = "84") int executionTimeMs,
            @Schema(description = "who asked for the run; null if it is not recorded", examples = "startup") @Nullable String requestedBy) {
    }

    /** A script that the database has yet to see. */
    @RegisterForReflection
    public record Pending(
            @Schema(examples = "5") @Nullable String version,
            @Schema(examples = "seating plan") String description,
            @Schema(examples = "V5__seating_plan.sql") String script,
            @Schema(examples = "1734022971") @Nullable Integer checksum) {
    }

    /**
     * A run of migrations.
     *
     * @param script the one that is under way, failed or was interrupted
     */
    @RegisterForReflection
    public record LastRun(
            @Schema(examples = "startup") String requestedBy,
            @Schema(examples = "core-database-7c9f/1") String instance,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Schema(enumeration = {
                    "running", "succeeded", "failed", "interrupted" }) String status,
            @Schema(description = "the script that is under way, failed or was interrupted") @Nullable String script,
            @Schema(description = "why it did not succeed") @Nullable String message){
    }
}
