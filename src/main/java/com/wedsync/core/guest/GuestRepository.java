package com.wedsync.core.guest;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** One guest at a time. */
@ApplicationScoped
class GuestRepository {

    static final String COLUMNS = """
            id, name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
            dietary_requirements, accessibility_needs, table_name, notes, version, updated_at""";

    private final Tenancy tenancy;

    GuestRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String ONE = "SELECT " + COLUMNS + " FROM wedding.read_guest($1, $2, $3)";

    Uni<Guest> one(Caller caller, UUID couple, UUID guest) {
        return tenancy.read(caller, ONE, couple, guest).map(rows -> found(rows));
    }

    private static final String INSERT = """
            INSERT INTO wedding.guest (
                couple_id, id, name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
                dietary_requirements, accessibility_needs, table_name, notes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9 <> 'pending' THEN now() END, $10, $11, $12, $13, $14, $15)
            RETURNING\s"""
            + COLUMNS;

    Uni<Guest> insert(Session session, UUID couple, UUID id, GuestInput guest) {
        return session.query(INSERT, values(couple, id, guest)).map(rows -> Guest.from(rows.iterator().next()));
    }

    private static final String UPDATE = """
            UPDATE wedding.guest
            SET name = $3, email = $4, phone = $5, side = $6, household = $7, is_child = $8, rsvp_status = $9,
                rsvp_at = CASE WHEN $9 = rsvp_status THEN rsvp_at WHEN $9 <> 'pending' THEN now() END,
                plus_ones_allowed = $10, plus_one_of = $11, dietary_requirements = $12, accessibility_needs = $13,
                table_name = $14, notes = $15
            WHERE couple_id = $1 AND id = $2
            RETURNING\s""" + COLUMNS;

    /** The writer holds the couple and has seen the guest: there is one. */
    Uni<Guest> update(Session session, UUID couple, UUID id, GuestInput guest) {
        return session.query(UPDATE, values(couple, id, guest)).map(rows -> written(rows));
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM wedding.guest WHERE couple_id = $1 AND id = $2";

    Uni<Guest> find(Session session, UUID couple, UUID id) {
        return session.query(FIND, couple, id).map(rows -> found(rows));
    }

    private static final String DELETE = "DELETE FROM wedding.guest WHERE couple_id = $1 AND id = $2 RETURNING id";

    Uni<Void> delete(Session session, UUID couple, UUID id) {
        return session.query(DELETE, couple, id).invoke(rows -> mayWrite(rows)).replaceWithVoid();
    }

    private static @Nullable Object[] values(UUID couple, UUID id, GuestInput guest) {
        return new @Nullable Object[] { couple, id, guest.name(), guest.email(), guest.phone(), guest.side(), guest.household(),
                guest.isChild(), guest.rsvpStatus(), (short) guest.plusOnesAllowed(), guest.plusOneOf(),
                guest.dietaryRequirements().toArray(String[]::new), guest.accessibilityNeeds(), guest.tableName(),
                guest.notes() };
    }

    private static Guest written(RowSet<Row> rows) {
        mayWrite(rows);
        return Guest.from(rows.iterator().next());
    }

    /** Who can read a guest that row level security does not let them change is a supplier. */
    private static void mayWrite(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the couple may change its guests.");
        }
    }

    private static Guest found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such guest.");
        }
        return Guest.from(rows.iterator().next());
    }
}
