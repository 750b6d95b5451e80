package com.wedsync.core.conductor;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.wedsync.core.maintenance.Action;
import com.wedsync.core.maintenance.Task;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Something to do to one table or index. */
@RegisterForReflection
@Schema(name = "MaintenanceStep", description = "Something to do to one table or index.")
public record Step(
        Action action,
        @Schema(examples = "wedding.guest") String table,
        @Schema(examples = "null") @Nullable String index,
        @Schema(implementation = String.class, enumeration = {
                "wraparound", "freeze_debt", "dead_rows", "stale_statistics", "bloated_index" }) Reason reason,
        @Schema(description = "need over threshold; of a bloated index the percent of its size that is wasted", examples = "1.83") double score,
        @Schema(description = "of the heap, or of the index", examples = "734003200") long sizeBytes,
        @Schema(examples = "91510 dead of 591510 rows") String detail,
        @JsonIgnore @Schema(hidden = true) long relation,
        @JsonIgnore @Schema(hidden = true) @Nullable Long indexRelation){

    /** Oid of the table or index: each is worked on once in a round, whatever it still needs then. */
    @JsonIgnore
    long target() {
        return indexRelation == null ? relation : indexRelation;
    }

    Task task(UUID round) {
        return new Task(action, relation, table, indexRelation, index, round, reason.json(), score);
    }
}
