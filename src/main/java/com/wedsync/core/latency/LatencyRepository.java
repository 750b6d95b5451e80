package com.wedsync.core.latency;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Asks PostgreSQL who is asking. */
@ApplicationScoped
class LatencyRepository {

    private final Tenancy tenancy;

    LatencyRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Uni<Seen> byRead(Caller caller) {
        return tenancy.read(caller, "SELECT role, version FROM wedding.read_self($1)")
                .map(rows -> Seen.from(rows.iterator().next()));
    }

    private static final String SELF = """
            SELECT current_user::text AS role, pg_catalog.current_setting('server_version') AS version""";

    Uni<Seen> byTransaction(Caller caller) {
        return tenancy.read(caller, session -> session.query(SELF)).map(rows -> Seen.from(rows.iterator().next()));
    }

    /** The caller as PostgreSQL sees it. */
    record Seen(String role, String version) {

        static Seen from(Row row) {
            return new Seen(row.getString("role"), row.getString("version"));
        }
    }
}
