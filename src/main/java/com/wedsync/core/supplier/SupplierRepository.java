package com.wedsync.core.supplier;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

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

/** All SQL about suppliers' profiles. */
@ApplicationScoped
class SupplierRepository {

    private static final String COLUMNS = """
            id, name, category, description, email, phone, website, city, country_code, version, created_at, updated_at""";

    private final Tenancy tenancy;

    SupplierRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT " + COLUMNS + " FROM wedding.read_suppliers($1, $2, $3, $4, $5, $6, $7)";

    Uni<Page<Supplier>> list(Caller caller, Wanted wanted, Cursor after, int size) {
        return tenancy.read(caller, LIST, wanted.category(), wanted.city(), wanted.search(), after.text(), after.id(), size + 1)
                .map(rows -> page(rows, size));
    }

    private static final String ONE = "SELECT " + COLUMNS + " FROM wedding.read_supplier($1, $2)";

    Uni<Supplier> one(Caller caller, UUID supplier) {
        return tenancy.read(caller, ONE, supplier).map(rows -> found(rows));
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM wedding.supplier WHERE id = $1";

    Uni<Supplier> find(Session session, UUID supplier) {
        return session.query(FIND, supplier).map(rows -> found(rows));
    }

    /** Everybody finds a profile; to change it is for its members, also when they come first one after the other. */
    Uni<Supplier> findOwn(Session session, UUID supplier) {
        return find(session, supplier)
                .chain(() -> tenancy.hold(session, supplier).onFailure(NotFound.class).transform(stranger -> notAllowed()))
                .chain(() -> find(session, supplier));
    }

    private static final String CREATE = "SELECT wedding.create_supplier($1, $2, $3)";

    Uni<Supplier> create(Session session, UUID id, SupplierInput input) {
        return session.query(CREATE, id, input.name(), input.category()).chain(() -> find(session, id))
                .chain(bare -> SupplierInput.of(bare).equals(input) ? Uni.createFrom().item(bare) : update(session, id, input));
    }

    private static final String UPDATE = """
            UPDATE wedding.supplier
            SET name = $2, category = $3, description = $4, email = $5, phone = $6, website = $7, city = $8, country_code = $9
            WHERE id = $1
            RETURNING\s""" + COLUMNS;

    Uni<Supplier> update(Session session, UUID id, SupplierInput input) {
        return session.query(UPDATE, id, input.name(), input.category(), input.description(), input.email(), input.phone(),
                input.website(), input.city(), input.countryCode()).map(rows -> {
                    if (rows.size() == 0) {
                        throw notAllowed();
                    }
                    return Supplier.from(rows.iterator().next());
                });
    }

    private static Forbidden notAllowed() {
        return new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the supplier may change its profile.");
    }

    private static Supplier found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
        }
        return Supplier.from(rows.iterator().next());
    }

    private static Page<Supplier> page(RowSet<Row> rows, int size) {
        List<Supplier> suppliers = StreamSupport.stream(rows.spliterator(), false).map(Supplier::from).toList();
        return Page.of(suppliers, size, last -> new Cursor(last.name(), last.id()));
    }

    /** What a couple looks for; null for all. */
    record Wanted(@Nullable String category, @Nullable String city, @Nullable String search) {
    }
}
