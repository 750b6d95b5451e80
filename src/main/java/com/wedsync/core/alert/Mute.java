package com.wedsync.core.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** A window in which nobody is told of certain alerts; they are looked at and shown all the same. */
@Schema(description = "A window in which nobody is told of certain alerts; they are looked at and shown all the same.")
record Mute(UUID id,
        @Schema(description = "name of the alert; null for all", examples = "LongTransaction") @Nullable String rule,
        @Schema(description = "labels that the alert must have; none for all of its series") Map<String, String> labels,
        @Schema(examples = "2026-06-01T22:00:00Z") Instant startsAt,
        @Schema(examples = "2026-06-02T02:00:00Z") Instant endsAt,
        @Schema(examples = "yearly accounts run overnight, ticket 4711") String comment,
        @Schema(examples = "operator") String createdBy) {

    static Mute from(Row row) {
        return new Mute(row.getUUID("id"), row.getString("rule"), texts(row.getJsonObject("labels")),
                row.getOffsetDateTime("starts_at").toInstant(), row.getOffsetDateTime("ends_at").toInstant(),
                row.getString("comment"), row.getString("created_by"));
    }

    boolean covers(AlertKey key, Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt)
                && (rule == null || rule.equals(key.rule()))
                && key.labels().entrySet().containsAll(labels.entrySet());
    }

    static Map<String, String> texts(JsonObject json) {
        return json.stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
