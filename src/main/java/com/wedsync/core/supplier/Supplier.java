package com.wedsync.core.supplier;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** A business that serves weddings. */
@RegisterForReflection
record Supplier(
        UUID id,
        String name,
        String category,
        @Nullable String description,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String city,
        @Schema(description = "ISO 3166-1 alpha-2") @Nullable String countryCode,
        @Schema(description = "Counts the changes of this profile; its entity tag") long version,
        Instant createdAt,
        Instant updatedAt) {

    static Supplier from(Row row) {
        return new Supplier(row.getUUID("id"), row.getString("name"), row.getString("category"), row.getString("description"),
                row.getString("email"), row.getString("phone"), row.getString("website"), row.getString("city"),
                row.getString("country_code"), row.getLong("version"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
