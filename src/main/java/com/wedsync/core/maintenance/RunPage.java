package com.wedsync.core.maintenance;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Runs, newest first. */
@Schema(description = "Runs, newest first.")
public record RunPage(
        List<MaintenanceRun> runs,
        @Schema(description = "give it as 'cursor' to get the next page; null on the last one") @Nullable String nextCursor) {

    /** Of one more run than the page holds, if there is one: then there is a next page. */
    static RunPage of(List<MaintenanceRun> found, int limit) {
        List<MaintenanceRun> runs = found.subList(0, Math.min(limit, found.size()));
        return new RunPage(runs, found.size() > limit ? RunCursor.after(runs.getLast()).text() : null);
    }
}
