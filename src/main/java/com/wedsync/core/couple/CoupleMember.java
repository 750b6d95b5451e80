package com.wedsync.core.couple;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** Who may act for a couple: a partner, or a planner they trust. */
@RegisterForReflection
record CoupleMember(
        @Schema(description = "Claim `sub` of the user's token") UUID userId,
        @Schema(enumeration = {
                "partner", "planner" }) String role,
        @Nullable String displayName,
        @Schema(description = "Counts the changes of this member; its entity tag") long version,
        Instant createdAt,
        Instant updatedAt){

    static CoupleMember from(Row row) {
        return new CoupleMember(row.getUUID("user_id"), row.getString("role"), row.getString("display_name"),
                row.getLong("version"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
