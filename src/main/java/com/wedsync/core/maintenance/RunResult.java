package com.wedsync.core.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a run did. A number that is not known is null, and {@code unknown} says why. */
public sealed interface RunResult {

    /** analyze_table, vacuum_analyze and vacuum_freeze: one table before and after. */
    @RegisterForReflection
    @Schema(name = "TableResult", description = "One table, with its partitions, before and after.")
    record OfTable(
            @Schema(description = "the table that the name meant", examples = "wedding.guest") String table,
            @Schema(description = "of the maintenance statement alone", examples = "412") long durationMs,
            @Schema(description = "with indexes and TOAST", examples = "10485760") long sizeBeforeBytes,
            @Schema(description = "with indexes and TOAST", examples = "10493952") long sizeAfterBytes,
            @Schema(description = "estimate", examples = "25000") @Nullable Long deadTuplesBefore,
            @Schema(description = "estimate; more than 0 after VACUUM if an old transaction still sees them", examples = "0") @Nullable Long deadTuplesAfter,
            @Schema(description = "estimate", examples = "75000") @Nullable Long liveTuplesBefore,
            @Schema(description = "estimate", examples = "75000") @Nullable Long liveTuplesAfter,
            @Schema(description = "of its oldest row version, TOAST included; null for a partitioned table without partitions", examples = "150000000") @Nullable Long transactionIdAgeBefore,
            @Schema(description = "after VACUUM as old as the oldest snapshot, if all was frozen", examples = "42") @Nullable Long transactionIdAgeAfter,
            @Schema(description = "the same for row locks", examples = "120") @Nullable Long multixactIdAgeBefore,
            @Schema(examples = "0") @Nullable Long multixactIdAgeAfter,
            @Schema(description = "last VACUUM that was not autovacuum's") @Nullable Instant lastVacuum,
            @Schema(description = "last ANALYZE that was not autovacuum's") @Nullable Instant lastAnalyze,
            @Schema(description = "why a number is null") Map<String, String> unknown) implements RunResult {

        static OfTable of(Action action, Table table, Duration duration, Measurement before, Measurement after) {
            boolean told = after.tellsOf(action, before.at());
            String whyNotAfter = after.whyNoTuples() != null ? after.whyNoTuples()
                    : told ? null : "the server's counters do not tell of this run yet";
            Map<String, String> unknown = new LinkedHashMap<>();
            if (before.whyNoTuples() != null) {
                unknown.put("dead_tuples_before", before.whyNoTuples());
                unknown.put("live_tuples_before", before.whyNoTuples());
            }
            if (whyNotAfter != null) {
                unknown.put("dead_tuples_after", whyNotAfter);
                unknown.put("live_tuples_after", whyNotAfter);
            }
            return new OfTable(table.name(), duration.toMillis(), before.sizeBytes(), after.sizeBytes(),
                    before.deadTuples(), whyNotAfter == null ? after.deadTuples() : null,
                    before.liveTuples(), whyNotAfter == null ? after.liveTuples() : null,
                    before.transactionIdAge(), after.transactionIdAge(), before.multixactIdAge(), after.multixactIdAge(),
                    after.lastVacuum(), after.lastAnalyze(), unknown);
        }
    }

    /** reindex_table and reindex_index: the table, and its indexes. */
    @RegisterForReflection
    @Schema(name = "ReindexResult", description = "One table before and after, and its indexes.")
    record OfIndexes(
            @JsonUnwrapped OfTable table,
            @Schema(description = "indexes that were built anew") List<String> indexesRebuilt,
            @Schema(description = "indexes that were left as they were") List<Skipped> indexesNotRebuilt,
            @Schema(description = "invalid indexes of earlier, interrupted work") Leftovers leftovers) implements RunResult {
    }

    /** update_statistics: every table. */
    @RegisterForReflection
    @Schema(name = "StatisticsResult", description = "What became of every table.")
    record OfAllTables(
            @Schema(examples = "931") long durationMs,
            @Schema(description = "tables whose statistics are new", examples = "14") int tablesAnalyzed,
            @Schema(description = "tables that were left as they were") List<Skipped> tablesSkipped) implements RunResult {
    }
}
