package com.wedsync.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about guests. */
@ApplicationScoped
class GuestRepository {

    private static final String COLUMNS = """
            id, name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
            dietary_requirements, accessibility_needs, table_name, notes, version, updated_at""";

    private final Tenancy tenancy;

    GuestRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT revision, " + COLUMNS + " FROM wedding.read_guests($1, $2, $3, $4, $5, $6)";

    Uni<GuestList> list(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, couple, knownRevision, after.text(), after.id(), size + 1)
                .map(rows -> list(rows, size));
    }

    private static final String ONE = "SELECT " + COLUMNS + " FROM wedding.read_guest($1, $2, $3)";

    Uni<Guest> one(Caller caller, UUID couple, UUID guest) {
        return tenancy.read(caller, ONE, couple, guest).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such guest.");
            }
            return Guest.from(rows.iterator().next());
        });
    }

    private static GuestList list(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        List<Guest> guests = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getUUID("id") != null) {
                guests.add(Guest.from(row));
            }
        }
        return new GuestList(revision, Page.of(guests, size, last -> new Cursor(last.name(), last.id())));
    }

    /** A page, and the couple's revision that it is of. */
    record GuestList(long revision, Page<Guest> page) {
    }
}
