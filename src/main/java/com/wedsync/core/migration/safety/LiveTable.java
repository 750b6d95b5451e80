package com.wedsync.core.migration.safety;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The table a finding is about, in the database that would be migrated.
 *
 * @param sizeBytes with indexes and TOAST; null if {@code unknown} says why
 * @param estimatedRows as the planner knows it; null if it was never counted
 * @param sessions that the script would wait for now, the longest transactions first, at most ten
 */
@Schema(description = "The table in the database that would be migrated.")
@RegisterForReflection
public record LiveTable(
        @Schema(examples = "wedding.guest") String name,
        @Schema(description = "with indexes and TOAST", examples = "1288490188") @Nullable Long sizeBytes,
        @Schema(description = "as the planner knows it; null if it was never counted", examples = "2000000") @Nullable Long estimatedRows,
        @Schema(description = "why the size or the rows are null") @Nullable String unknown,
        @Schema(description = "whom the script would wait for now, the longest transactions first, at most ten") List<Obstacle> sessions) {

    public LiveTable {
        sessions = List.copyOf(sessions);
    }
}
