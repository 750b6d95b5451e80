package com.wedsync.core.maintenance;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** A session whose lock keeps maintenance from a table. What it runs is not told: queries carry people's data. */
@RegisterForReflection
@Schema(description = "A session whose lock keeps maintenance from a table.")
public record Blocker(
        @Schema(description = "backend; null for a prepared transaction", examples = "4711") @Nullable Integer pid,
        @Schema(examples = "wedsync_app") @Nullable String user,
        @Schema(examples = "wedsync-app") @Nullable String applicationName,
        @Schema(examples = "idle in transaction") @Nullable String state,
        @Schema(description = "begin of its transaction") @Nullable Instant since,
        @Schema(examples = "AccessExclusiveLock") String lockMode,
        @Schema(description = "false if it waits for that lock itself, ahead of maintenance") boolean granted) {

    static Blocker from(Row row) {
        return new Blocker(row.getInteger("pid"), row.getString("user_name"), row.getString("application_name"),
                row.getString("state"), MaintenanceRun.instant(row, "since"), row.getString("mode"), row.getBoolean("granted"));
    }
}
