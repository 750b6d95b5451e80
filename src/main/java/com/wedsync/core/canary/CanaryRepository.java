package com.wedsync.core.canary;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about canaries: guests that one of them sees, on each way that requests take to the tables. */
@ApplicationScoped
class CanaryRepository {

    private final Tenancy tenancy;

    CanaryRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String SHARED = "SELECT id FROM wedding.read_guest($1, $2, $3)";

    /** Through the connections that all callers share: this guest, or nobody. */
    Uni<Set<UUID>> shared(Canary reader, Canary of) {
        return tenancy.read(reader.caller(), SHARED, of.couple(), of.guest()).map(CanaryRepository::ids);
    }

    private static final String NAMED = "SELECT id FROM wedding.guest WHERE couple_id = $1 LIMIT 3";

    /** In a transaction: guests of this couple. */
    Uni<Set<UUID>> inTransaction(Canary reader, Canary of) {
        return tenancy.read(reader.caller(), session -> session.query(NAMED, of.couple())).map(CanaryRepository::ids);
    }

    /** What a statement would see that forgot to name a couple; a few rows are enough to know. */
    private static final String UNNAMED = "SELECT id FROM wedding.guest LIMIT 3";

    Uni<Set<UUID>> all(Canary reader) {
        return tenancy.read(reader.caller(), session -> session.query(UNNAMED)).map(CanaryRepository::ids);
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }
}
