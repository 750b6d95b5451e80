package com.wedsync.core.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/**
 * One change as a reader is told of it.
 *
 * @param position the id of its event
 * @param couple told to suppliers; {@code null} in the stream of one couple
 * @param after the position that its readers had before; {@code null} in the stream of a supplier
 * @param row the JSON of the row as PostgreSQL wrote it
 */
record Change(String position, @Nullable UUID couple, @Nullable Long after, long revision, Instant at, String actor,
        String action, String entity, String entityId, String[] changed, @Nullable String row) {

    /** In the stream of one couple. */
    static Change of(Row row) {
        return of(row, Long.toString(row.getLong("revision")), null, row.getLong("after"));
    }

    /** In the stream of a supplier. */
    static Change ofSupplier(Row row) {
        return of(row, row.getString("position"), row.getUUID("couple_id"), null);
    }

    private static Change of(Row row, String position, @Nullable UUID couple, @Nullable Long after) {
        return new Change(position, couple, after, row.getLong("revision"), row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"), row.getString("action"), row.getString("entity"), row.getString("entity_id"),
                row.getArrayOfStrings("changed"), row.getString("row"));
    }

    /** Whether it may take access away from a member, or give it. */
    boolean concernsMembers() {
        return entity.equals("couple_member");
    }

    /** The event for a reader who stands at {@code before}. */
    Buffer event(@Nullable Long before) {
        StringBuilder json = new StringBuilder(256 + (row == null ? 0 : row.length()));
        json.append("event: change\nid: ").append(position).append("\ndata: {");
        if (couple == null) {
            json.append("\"after\":").append(before);
        } else {
            json.append("\"couple_id\":\"").append(couple).append('"');
        }
        json.append(",\"revision\":").append(revision);
        text(json, "entity", entity);
        text(json, "entity_id", entityId);
        text(json, "action", action);
        json.append(",\"changed\":[");
        for (int i = 0; i < changed.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(changed[i]).append('"');
        }
        json.append("],\"row\":").append(row);
        text(json, "actor", actor);
        text(json, "at", at.toString());
        return Buffer.buffer(json.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void text(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        json.append('"');
    }

    /** Whether a couple enters the stream of a supplier with it, or leaves. */
    boolean concernsConnection() {
        return entity.equals("connection");
    }
}
