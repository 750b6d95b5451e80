package com.wedsync.core.conductor;

import java.time.ZoneOffset;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.maintenance.RunCursor;

/** Rounds, newest first. */
@Schema(name = "MaintenanceRoundPage", description = "Rounds, newest first.")
public record RoundPage(
        List<Round> rounds,
        @Schema(description = "give it as 'cursor' to get the next page; null on the last one") @Nullable String nextCursor) {

    /** Of one more round than the page holds, if there is one. */
    static RoundPage of(List<Round> found, int limit) {
        List<Round> rounds = found.subList(0, Math.min(limit, found.size()));
        return new RoundPage(rounds, found.size() <= limit ? null
                : new RunCursor(rounds.getLast().requestedAt().atOffset(ZoneOffset.UTC), rounds.getLast().id()).text());
    }
}
