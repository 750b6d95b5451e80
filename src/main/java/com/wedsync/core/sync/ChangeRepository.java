package com.wedsync.core.sync;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.error.Gone;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about the change feed. */
@ApplicationScoped
class ChangeRepository {

    private static final int FORGOTTEN_AT_ONCE = 1000;
    /** Bytes of rows, as the table has them, after which a page ends. */
    private static final int PAGE_BYTES = 1_048_576;

    private final Tenancy tenancy;
    private final Database database;
    private final SyncConfig config;

    ChangeRepository(Tenancy tenancy, @App Database database, SyncConfig config) {
        this.tenancy = tenancy;
        this.database = database;
        this.config = config;
    }

    private static final String OF_COUPLE = """
            SELECT couple_revision, reset, after, revision, entity, entity_id, action, changed, "row", actor, at, more
            FROM sync.read_changes($1, $2, $3, $4, $5)""";

    /**
     * @param since {@code null} for the present
     * @throws Gone if what follows {@code since} is not known
     */
    Uni<ChangePage> ofCouple(Caller caller, UUID couple, @Nullable Long since, int size) {
        return tenancy.read(caller, OF_COUPLE, couple, since, size, PAGE_BYTES).map(rows -> {
            Row first = first(rows, "couple");
            long revision = first.getLong("couple_revision");
            resumable(first.getString("reset"), Map.of("revision", revision));
            return ChangePage.of(told(rows).map(Change::from).toList(), last(rows).getBoolean("more"), revision);
        });
    }

    private static final String OF_SUPPLIER = """
            SELECT position, reset, couple_id, revision, entity, entity_id, action, changed, "row", actor, at
            FROM sync.read_supplier_changes($1, $2, $3, $4, $5)""";

    /** See {@link #ofCouple}. */
    Uni<SupplierChangePage> ofSupplier(Caller caller, UUID supplier, @Nullable Position since, int size) {
        return tenancy.read(caller, OF_SUPPLIER, supplier, since == null ? null : since.text(), size, PAGE_BYTES)
                .onFailure(Position::isInvented).transform(invented -> Position.invented())
                .map(ChangeRepository::page);
    }

    private static SupplierChangePage page(RowSet<Row> rows) {
        first(rows, "supplier");
        Row last = last(rows);
        Position position = new Position(last.getString("position"));
        resumable(last.getString("reset"), Map.of("position", position.text()));
        return new SupplierChangePage(told(rows).map(SupplierChange::from).toList(), position.text(),
                position.isWithinBatch());
    }

    private static final String FORGET = "SELECT sync.forget_changes(make_interval(secs => $1), $2) AS forgotten";

    /** Deletes some of the changes that are too old; tells whether there may be more. */
    Uni<Boolean> forgetSome() {
        return database.query(FORGET, (double) config.keep().toSeconds(), FORGOTTEN_AT_ONCE)
                .map(rows -> rows.iterator().next().getLong("forgotten") >= FORGOTTEN_AT_ONCE);
    }

    private static Row first(RowSet<Row> rows, String kind) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND,
                    "There is no such " + kind + ", or the caller has nothing to do with it.");
        }
        return rows.iterator().next();
    }

    private static Row last(RowSet<Row> rows) {
        Row last = rows.iterator().next();
        for (Row row : rows) {
            last = row;
        }
        return last;
    }

    private static void resumable(@Nullable String reset, Map<String, Object> present) {
        if (reset != null) {
            throw new Gone(ProblemType.CHANGES_FORGOTTEN, reset.equals("ahead")
                    ? "The database has not come as far as 'since'; it was restored. Load anew."
                    : "Not all that was changed since is still known. Load anew.", present);
        }
    }

    private static Stream<Row> told(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).filter(row -> row.getLong("revision") != null);
    }
}
