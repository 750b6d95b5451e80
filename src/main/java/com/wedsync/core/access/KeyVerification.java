package com.wedsync.core.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.ForReads;
import com.wedsync.core.database.SharedConnections;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** The one statement that verifies an API key. */
@ApplicationScoped
class KeyVerification {

    private final SharedConnections reads;

    KeyVerification(@ForReads SharedConnections reads) {
        this.reads = reads;
    }

    private static final String VERIFY = """
            SELECT supplier_id, id, scopes, requests_per_minute, use_is_stale
            FROM access.authenticate_key($1, $2)""";

    /** Empty if there is no such key, or it may not be used any more. */
    Uni<Optional<VerifiedKey>> verify(ApiKeyToken token) {
        return reads.query(VERIFY, token.prefix(), token.hash()).map(VerifiedKey::from);
    }

    /** A key that may be used now, and what for. */
    record VerifiedKey(UUID supplier, UUID id, Set<String> scopes, @Nullable Integer requestsPerMinute, boolean useIsStale) {

        Caller caller() {
            return Caller.key(supplier, id, scopes);
        }

        static Optional<VerifiedKey> from(RowSet<Row> rows) {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new VerifiedKey(row.getUUID("supplier_id"), row.getUUID("id"),
                    Set.of(row.getArrayOfStrings("scopes")), row.getInteger("requests_per_minute"),
                    row.getBoolean("use_is_stale")));
        }
    }
}
