package com.wedsync.core.trail;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about audit trails of couples and suppliers. */
@ApplicationScoped
class TrailRepository {

    private final Tenancy tenancy;

    TrailRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = """
            SELECT sequence, revision, at, actor, action, entity, entity_id, changes, hash
            FROM wedding.read_audit($1, $2, $3, $4, $5, $6, $7)""";

    Uni<Page<TrailEntry>> list(Caller caller, Kind kind, UUID tenant, TrailFilter filter) {
        return tenancy.read(caller, LIST, tenant, kind.value(), filter.entity(), filter.entityId(), filter.before(),
                filter.limit() + 1).map(
                        rows -> Page.of(entries(kind, rows), filter.limit(),
                                last -> TrailFilter.after(last, tenant)));
    }

    private static final String VERIFY = "SELECT sequence, fault FROM wedding.check_audit($1, $2)";

    /** Reads the whole trail: not by the shared connections, where others would wait behind it. */
    Uni<Verification> verify(Caller caller, Kind kind, UUID tenant) {
        return tenancy.read(caller, session -> session.query(VERIFY, tenant, kind.value())).map(rows -> {
            List<Verification.Fault> faults = stream(rows).map(Verification.Fault::from).toList();
            return new Verification(faults.isEmpty(), faults);
        });
    }

    private static List<TrailEntry> entries(Kind kind, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND,
                    "There is no such " + kind.value() + " whose audit trail the caller may read.");
        }
        return stream(rows).filter(row -> row.getLong("sequence") != null).map(TrailEntry::from).toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
