package com.wedsync.core.apikey;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** A key of a supplier, without its secret. */
@RegisterForReflection
public record ApiKey(
        UUID id,
        String name,
        @Schema(description = "The token begins with `wsk_<prefix>_`") String prefix,
        List<String> scopes,
        @Schema(description = "Null: as configured for keys") @Nullable Integer requestsPerMinute,
        @Schema(description = "Null: never") @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Schema(description = "The key that this one was rotated from") @Nullable UUID replaces,
        @Schema(description = "The key that this one was rotated to") @Nullable UUID replacedBy,
        @Schema(description = "`user:<id>` or `service:<name>`") String createdBy,
        Instant createdAt,
        @Schema(description = "To the minute; null: never") @Nullable Instant lastUsedAt) {

    static ApiKey from(Row row) {
        return new ApiKey(row.getUUID("id"), row.getString("name"), row.getString("prefix"),
                List.of(row.getArrayOfStrings("scopes")), row.getInteger("requests_per_minute"),
                instant(row.getOffsetDateTime("expires_at")), instant(row.getOffsetDateTime("revoked_at")),
                row.getUUID("replaces"), row.getUUID("replaced_by"), row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(), instant(row.getOffsetDateTime("last_used_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
