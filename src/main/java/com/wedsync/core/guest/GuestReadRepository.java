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

/** Lists of guests; each page is one statement. */
@ApplicationScoped
class GuestReadRepository {

    private final Tenancy tenancy;

    GuestReadRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /**
     * A page of what {@code query} asks for: whole guests, or sparse ones.
     *
     * <p>
     * What a row costs is its width, so who asks for few fields is served from narrow rows. A search has few rows and is not.
     */
    Uni<GuestList<?>> list(Caller caller, UUID couple, @Nullable Long knownRevision, GuestQuery query, GuestFields fields) {
        Cursor after = query.after();
        int size = query.limit();
        if (query.isUnfiltered() && !fields.isNarrow()) {
            return fields.isAll() ? all(caller, couple, knownRevision, after, size).map(list -> list)
                    : rows(caller, couple, knownRevision, after, size).map(rows -> sparse(rows, size, "name", fields));
        }
        if (query.search() == null && fields.isNarrow()) {
            return tenancy.read(caller, NAMES, couple, knownRevision, query.rsvpStatus(), query.side(), query.tableName(),
                    query.household(), after.text(), after.id(), size + 1)
                    .map(rows -> sparse(rows, size, "name", fields));
        }
        return tenancy.read(caller, FIND, couple, knownRevision, query.rsvpStatus(), query.side(), query.tableName(),
                query.household(), query.search(), after.text(), after.id(), size + 1)
                .map(rows -> fields.isAll() ? whole(rows, size, "key") : sparse(rows, size, "key", fields));
    }

    /** A page of whole guests by name. */
    Uni<GuestList<Guest>> all(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return rows(caller, couple, knownRevision, after, size).map(rows -> whole(rows, size, "name"));
    }

    private static final String LIST = "SELECT revision, " + GuestRepository.COLUMNS
            + " FROM wedding.read_guests($1, $2, $3, $4, $5, $6)";

    private Uni<RowSet<Row>> rows(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, couple, knownRevision, after.text(), after.id(), size + 1);
    }

    private static final String NAMES = """
            SELECT revision, id, name, household, is_child, side, rsvp_status, table_name, version
            FROM wedding.read_guest_names($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    private static final String FIND = "SELECT revision, key, " + GuestRepository.COLUMNS
            + " FROM wedding.find_guests($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private static GuestList<Guest> whole(RowSet<Row> rows, int size, String key) {
        Page<Row> page = page(rows, size, key);
        return new GuestList<>(revision(rows), new Page<>(page.data().stream().map(Guest::from).toList(), page.nextCursor()));
    }

    private static GuestList<SparseGuest> sparse(RowSet<Row> rows, int size, String key, GuestFields fields) {
        Page<Row> page = page(rows, size, key);
        return new GuestList<>(revision(rows), new Page<>(
                page.data().stream().map(row -> SparseGuest.from(row, fields)).toList(), page.nextCursor()));
    }

    private static Page<Row> page(RowSet<Row> rows, int size, String key) {
        List<Row> guests = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.getUUID("id") != null) {
                guests.add(row);
            }
        }
        return Page.of(guests, size, last -> new Cursor(last.getString(key), last.getUUID("id")));
    }

    /** Each row has it; no row at all is no couple. */
    private static long revision(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        return rows.iterator().next().getLong("revision");
    }

    /** A page, and the couple's revision that it is of. */
    record GuestList<T>(long revision, Page<T> page) {
    }
}
