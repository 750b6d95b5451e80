package com.wedsync.core.couple;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** A couple and its wedding: the tenant that guests, timeline and core fields belong to. */
@RegisterForReflection
record Couple(
        UUID id,
        @Schema(description = "How the couple is called") String name,
        @Schema(enumeration = {
                "planning", "married", "cancelled" }) String status,
        @Schema(description = "IANA name of the time zone of the wedding") String timeZone,
        @Schema(description = "Counts the changes of this row; what If-Match names") long version,
        @Schema(description = "Counts every change to any data of the couple; the entity tag") long revision,
        Instant createdAt,
        Instant updatedAt){

    static Couple from(Row row) {
        return new Couple(row.getUUID("id"), row.getString("name"), row.getString("status"), row.getString("time_zone"),
                row.getLong("version"), row.getLong("revision"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
