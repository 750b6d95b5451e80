package com.wedsync.core.maintenance;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How far a run is, as the server tells it.
 *
 * @param phase in the words of PostgreSQL's manual
 * @param percent of the phase, not of the run: how long later phases take is not known
 * @param reason why phase or percent is null
 * @param waitingFor backends whose locks or transactions it waits for
 */
@Schema(description = "How far a run is, as the server tells it.")
public record Progress(
        @Schema(description = "in the words of PostgreSQL's manual", examples = "scanning heap") @Nullable String phase,
        @Schema(description = "of the phase, not of the run: how long later phases take is not known", examples = "37.5") @Nullable Double percent,
        @Schema(description = "why phase or percent is null") @Nullable String reason,
        @Schema(description = "backends whose locks or transactions it waits for", examples = "[]") List<Integer> waitingFor) {

    static Progress queued() {
        return new Progress(null, null, "it waits for its turn", List.of());
    }

    static Progress gone() {
        return new Progress(null, null, "it is about to end, or its service was killed", List.of());
    }

    static Progress from(Row row) {
        String phase = row.getString("phase");
        Double percent = row.getDouble("percent");
        String reason = phase == null ? "no statement that reports progress is running at this moment"
                : percent == null ? "the server does not measure this phase" : null;
        return new Progress(phase, percent, reason, List.of(row.getArrayOfIntegers("waiting_for")));
    }
}
