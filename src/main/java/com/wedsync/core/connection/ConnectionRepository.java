package com.wedsync.core.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

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
import io.vertx.pgclient.PgException;

/** All SQL about connections. */
@ApplicationScoped
class ConnectionRepository {

    private static final String COLUMNS = """
            couple_id, couple_name, supplier_id, supplier_name, supplier_category, status, invited_by, invited_at, accepted_at,
            ended_at, version, updated_at""";

    private final Tenancy tenancy;

    ConnectionRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String OF_COUPLE = "SELECT revision, " + COLUMNS
            + " FROM wedding.read_couple_connections($1, $2, $3, $4, $5, $6)";

    Uni<CoupleConnections> ofCouple(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, OF_COUPLE, couple, knownRevision, after.text(), after.id(), size + 1)
                .map(rows -> new CoupleConnections(revision(rows), Page.of(connections(rows), size,
                        last -> new Cursor(last.supplierName(), last.supplierId()))));
    }

    private static final String OF_SUPPLIER = "SELECT " + COLUMNS
            + " FROM wedding.read_supplier_connections($1, $2, $3, $4, $5, $6)";

    Uni<Page<Connection>> ofSupplier(Caller caller, UUID supplier, @Nullable String status, Cursor after, int size) {
        return tenancy.read(caller, OF_SUPPLIER, supplier, status, after.text(), after.id(), size + 1)
                .map(rows -> Page.of(connections(rows), size,
                        last -> new Cursor(Objects.requireNonNullElse(last.coupleName(), ""), last.coupleId())));
    }

    private static final String FIND = """
            SELECT connection.couple_id, couple.name AS couple_name, connection.supplier_id, supplier.name AS supplier_name,
                supplier.category AS supplier_category, connection.status, connection.invited_by, connection.invited_at,
                connection.accepted_at, connection.ended_at, connection.version, connection.updated_at
            FROM wedding.connection
            JOIN wedding.supplier ON supplier.id = connection.supplier_id
            LEFT JOIN wedding.couple ON couple.id = connection.couple_id
            WHERE connection.couple_id = $1 AND connection.supplier_id = $2""";

    Uni<Connection> find(Session session, UUID couple, UUID supplier) {
        return session.query(FIND, couple, supplier).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such connection.");
            }
            return Connection.from(rows.iterator().next());
        });
    }

    private static final String INVITE = """
            INSERT INTO wedding.connection (couple_id, supplier_id, invited_by)
            VALUES ($1, $2, $3)
            ON CONFLICT (couple_id, supplier_id) DO UPDATE SET status = 'pending', invited_by = excluded.invited_by
            WHERE connection.status IN ('declined', 'ended')
            RETURNING couple_id""";

    /** False if there is a connection that is pending or active. */
    Uni<Boolean> invite(Session session, UUID couple, UUID supplier, Side side) {
        return session.query(INVITE, couple, supplier, side.value()).map(rows -> rows.size() > 0)
                .onFailure(ConnectionRepository::isForeignKey).transform(unknown -> new NotFound(ProblemType.NOT_FOUND,
                        side == Side.COUPLE ? "There is no such supplier." : "There is no such couple."));
    }

    private static final String UPDATE = """
            UPDATE wedding.connection
            SET status = $3
            WHERE couple_id = $1 AND supplier_id = $2
            RETURNING couple_id""";

    /**
     * The caller has seen the connection; row level security lets whom it concerns change it, except keys without the scope.
     */
    Uni<Connection> update(Session session, UUID couple, UUID supplier, Status status) {
        return session.query(UPDATE, couple, supplier, status.value()).invoke(rows -> {
            if (rows.size() == 0) {
                throw new Forbidden(ProblemType.NOT_ALLOWED, "The caller may see this connection and not change it.");
            }
        }).chain(() -> find(session, couple, supplier));
    }

    private static final String HOLD = "SELECT access.lock_tenant($1)";

    /** Makes this the couple's only writer if the caller is a member, or a supplier that is invited or connected. */
    Uni<Void> holdIfConnected(Session session, UUID couple) {
        return session.query(HOLD, couple).replaceWithVoid();
    }

    private static final String ACTS = "SELECT access.acts_for_supplier($1, NULL) AS acts";

    /** Fails with 404 for those who do not belong to the supplier. */
    Uni<Void> mustActFor(Session session, UUID supplier) {
        return session.query(ACTS, supplier).invoke(rows -> {
            if (!rows.iterator().next().getBoolean("acts")) {
                throw new NotFound(ProblemType.NOT_FOUND,
                        "There is no such supplier, or the caller is not one of its members.");
            }
        }).replaceWithVoid();
    }

    private static boolean isForeignKey(Throwable failure) {
        return failure instanceof PgException refusal && "23503".equals(refusal.getSqlState());
    }

    private static long revision(RowSet<Row> rows) {
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong("revision");
    }

    private static List<Connection> connections(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple or supplier.");
        }
        List<Connection> connections = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.getUUID("couple_id") != null) {
                connections.add(Connection.from(row));
            }
        }
        return connections;
    }

    /** A page, and the couple's revision that it is of. */
    record CoupleConnections(long revision, Page<Connection> page) {
    }
}
