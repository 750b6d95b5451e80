package com.wedsync.core.guest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** A person on a couple's guest list; plus-ones and children are rows of their own. */
public record Guest(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Schema(description = "Whose guest it is", enumeration = {
                "partner_one", "partner_two", "both" }) @Nullable String side,
        @Schema(description = "Guests with the same household share an invitation") @Nullable String household,
        boolean isChild,
        @Schema(enumeration = { "pending", "accepted", "tentative", "declined" }) String rsvpStatus,
        @Nullable Instant rsvpAt,
        int plusOnesAllowed,
        @Schema(description = "The guest who brings this one") @Nullable UUID plusOneOf,
        List<String> dietaryRequirements,
        @Nullable String accessibilityNeeds,
        @Schema(description = "Name or number of the table in the seating plan") @Nullable String tableName,
        @Nullable String notes,
        @Schema(description = "Counts the changes of this guest; its entity tag") long version,
        Instant updatedAt){

    static Guest from(Row row) {
        OffsetDateTime answered = row.getOffsetDateTime("rsvp_at");
        return new Guest(row.getUUID("id"), row.getString("name"), row.getString("email"), row.getString("phone"),
                row.getString("side"), row.getString("household"), row.getBoolean("is_child"), row.getString("rsvp_status"),
                answered == null ? null : answered.toInstant(), row.getShort("plus_ones_allowed"), row.getUUID("plus_one_of"),
                List.of(row.getArrayOfStrings("dietary_requirements")), row.getString("accessibility_needs"),
                row.getString("table_name"), row.getString("notes"), row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
