package com.wedsync.core.couple;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about couples. */
@ApplicationScoped
class CoupleRepository {

    private static final String COLUMNS = "id, name, status, time_zone, version, revision, created_at, updated_at";

    private final Tenancy tenancy;

    CoupleRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT " + COLUMNS + " FROM wedding.read_couples($1, $2, $3, $4)";

    Uni<Page<Couple>> list(Caller caller, Cursor after, int size) {
        return tenancy.read(caller, LIST, after.text(), after.id(), size + 1).map(rows -> page(rows, size));
    }

    private static final String ONE = "SELECT " + COLUMNS + " FROM wedding.read_couple($1, $2)";

    Uni<Couple> one(Caller caller, UUID couple) {
        return tenancy.read(caller, ONE, couple).map(rows -> found(rows));
    }

    private static final String FIND = """
            SELECT couple.id, couple.name, couple.status, couple.time_zone, couple.version, tenant.revision, couple.created_at,
                couple.updated_at
            FROM wedding.couple
            JOIN wedding.tenant ON tenant.id = couple.id
            WHERE couple.id = $1""";

    Uni<Couple> find(Session session, UUID couple) {
        return session.query(FIND, couple).map(rows -> found(rows));
    }

    private static final String CREATE = "SELECT wedding.create_couple($1, $2, $3, $4)";

    Uni<Couple> create(Session session, UUID couple, NewCouple input) {
        return session.query(CREATE, couple, input.name(), input.timeZone(), input.displayName())
                .chain(() -> find(session, couple));
    }

    private static final String UPDATE = """
            UPDATE wedding.couple
            SET name = $2, status = $3, time_zone = $4
            WHERE id = $1
            RETURNING id""";

    /** Reads again afterwards: the revision is counted when the statement has ended. */
    Uni<Couple> update(Session session, UUID couple, CoupleInput input) {
        return session.query(UPDATE, couple, input.name(), input.status(), input.timeZone())
                .invoke(rows -> mayWrite(rows)).chain(() -> find(session, couple));
    }

    /** Who can read a couple that row level security does not let them change is a supplier. */
    private static void mayWrite(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the couple may change it.");
        }
    }

    private static Couple found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        return Couple.from(rows.iterator().next());
    }

    private static Page<Couple> page(RowSet<Row> rows, int size) {
        List<Couple> couples = StreamSupport.stream(rows.spliterator(), false).map(Couple::from).toList();
        return Page.of(couples, size, last -> new Cursor(last.name(), last.id()));
    }
}
