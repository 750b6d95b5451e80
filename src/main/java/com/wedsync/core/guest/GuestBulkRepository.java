package com.wedsync.core.guest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Many guests at a time. */
@ApplicationScoped
class GuestBulkRepository {

    private final ObjectMapper json;

    GuestBulkRepository(ObjectMapper json) {
        this.json = json;
    }

    private static final String MAY_WRITE = """
            SELECT starts_with(access.caller(), 'service:') OR $1 = ANY (access.own_couples()) AS writer""";

    /** @throws Forbidden to a supplier, also if nothing would be written */
    Uni<Void> requireWriter(Session session, UUID couple) {
        return session.query(MAY_WRITE, couple).invoke(rows -> {
            if (!rows.iterator().next().getBoolean("writer")) {
                throw new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the couple may change its guests.");
            }
        }).replaceWithVoid();
    }

    private static final String FIND = "SELECT " + GuestRepository.COLUMNS
            + " FROM wedding.guest WHERE couple_id = $1 AND id = ANY ($2)";

    /** Those of the guests that there are. */
    Uni<Map<UUID, Guest>> find(Session session, UUID couple, Collection<UUID> ids) {
        return session.query(FIND, couple, ids.toArray(UUID[]::new)).map(rows -> {
            Map<UUID, Guest> guests = new HashMap<>();
            for (Row row : rows) {
                Guest guest = Guest.from(row);
                guests.put(guest.id(), guest);
            }
            return guests;
        });
    }

    private static final String UPSERT = """
            INSERT INTO wedding.guest AS guest (
                couple_id, id, name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
                dietary_requirements, accessibility_needs, table_name, notes)
            SELECT
                $1, sent.id, sent.name, sent.email, sent.phone, sent.side, sent.household, sent.is_child, sent.rsvp_status,
                CASE WHEN sent.rsvp_status <> 'pending' THEN now() END, sent.plus_ones_allowed, sent.plus_one_of,
                sent.dietary_requirements, sent.accessibility_needs, sent.table_name, sent.notes
            FROM jsonb_to_recordset($2::text::jsonb) AS sent (
                id uuid, name text, email text, phone text, side text, household text, is_child boolean, rsvp_status text,
                plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[], accessibility_needs text,
                table_name text, notes text)
            ON CONFLICT (couple_id, id) DO UPDATE
            SET name = excluded.name, email = excluded.email, phone = excluded.phone, side = excluded.side,
                household = excluded.household, is_child = excluded.is_child, rsvp_status = excluded.rsvp_status,
                rsvp_at = CASE WHEN excluded.rsvp_status = guest.rsvp_status THEN guest.rsvp_at ELSE excluded.rsvp_at END,
                plus_ones_allowed = excluded.plus_ones_allowed, plus_one_of = excluded.plus_one_of,
                dietary_requirements = excluded.dietary_requirements, accessibility_needs = excluded.accessibility_needs,
                table_name = excluded.table_name, notes = excluded.notes
            RETURNING guest.id, guest.version""";

    /** Writes all in one statement; the versions they have then. The writer holds the couple and has seen what there is. */
    Uni<Map<UUID, Long>> upsert(Session session, UUID couple, Map<UUID, GuestInput> guests) {
        ArrayNode sent = json.createArrayNode();
        guests.forEach((id, guest) -> sent.add(json.<ObjectNode> valueToTree(guest).put("id", id.toString())));
        return session.query(UPSERT, couple, sent.toString()).map(rows -> {
            Map<UUID, Long> versions = new HashMap<>();
            for (Row row : rows) {
                versions.put(row.getUUID("id"), row.getLong("version"));
            }
            return versions;
        });
    }
}
