package com.wedsync.core.connection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** What lets a supplier see a couple, while it is active. */
@RegisterForReflection
record Connection(
        UUID coupleId,
        @Schema(description = "Null for a supplier once the connection was declined or has ended") @Nullable String coupleName,
        UUID supplierId,
        String supplierName,
        String supplierCategory,
        @Schema(enumeration = {
                "pending", "active", "declined", "ended" }) String status,
        @Schema(enumeration = { "couple", "supplier" }) String invitedBy,
        Instant invitedAt,
        @Nullable Instant acceptedAt,
        @Schema(description = "When it ended or was declined") @Nullable Instant endedAt,
        @Schema(description = "Counts the changes of this connection; its entity tag") long version,
        Instant updatedAt){

    static Connection from(Row row) {
        return new Connection(row.getUUID("couple_id"), row.getString("couple_name"), row.getUUID("supplier_id"),
                row.getString("supplier_name"), row.getString("supplier_category"), row.getString("status"),
                row.getString("invited_by"), row.getOffsetDateTime("invited_at").toInstant(),
                instant(row.getOffsetDateTime("accepted_at")), instant(row.getOffsetDateTime("ended_at")),
                row.getLong("version"), row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
