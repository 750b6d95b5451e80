package com.wedsync.core.supplier;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** Who may act for a supplier. */
@RegisterForReflection
record SupplierMember(
        @Schema(description = "Claim `sub` of the user's token") UUID userId,
        @Schema(enumeration = {
                "owner", "admin", "member" }) String role,
        @Schema(description = "Counts the changes of this member; its entity tag") long version,
        Instant createdAt,
        Instant updatedAt){

    static SupplierMember from(Row row) {
        return new SupplierMember(row.getUUID("user_id"), row.getString("role"), row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("updated_at").toInstant());
    }
}
