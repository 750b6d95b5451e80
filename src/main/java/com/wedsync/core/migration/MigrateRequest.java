package com.wedsync.core.migration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to do about pending scripts.
 *
 * @param dryRun null for false
 */
@Schema(description = "What to do about pending scripts.")
record MigrateRequest(
        @Schema(description = "execute the scripts in a throw-away database instead of this one", defaultValue = "false", examples = "true") @Nullable Boolean dryRun) {

    static boolean isDry(@Nullable MigrateRequest request) {
        return request != null && Boolean.TRUE.equals(request.dryRun());
    }
}
