package com.wedsync.core.maintenance;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Why the conductor had a run done.
 *
 * @param roundId the round of maintenance it belongs to
 * @param reason what the table needed
 * @param score how much, when it was decided
 * @param p95Ms of the requests that this replica answered meanwhile; null if there were none
 */
@RegisterForReflection
@Schema(description = "Why the conductor had a run done.")
public record Occasion(
        UUID roundId,
        @Schema(examples = "dead_rows") String reason,
        @Schema(description = "need over threshold, or percent of bloat, when it was decided", examples = "1.83") double score,
        @Schema(description = "of the requests that were answered meanwhile by the replica that ran it; null if there were none", examples = "21.4") @Nullable Double p95Ms) {

    static @Nullable Occasion from(Row row) {
        UUID round = row.getUUID("round_id");
        return round == null ? null
                : new Occasion(round, row.getString("reason"), row.getDouble("score"), row.getDouble("p95_ms"));
    }
}
