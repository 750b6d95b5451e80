package com.wedsync.core.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.ApiKeyToken;
import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about the management of API keys. */
@ApplicationScoped
class ApiKeyRepository {

    private static final String COLUMNS = """
            id, name, prefix, scopes, requests_per_minute, expires_at, revoked_at, replaces, created_by, created_at""";

    private final Tenancy tenancy;

    ApiKeyRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = """
            SELECT administered, replaced_by, last_used_at,
            """ + COLUMNS + " FROM wedding.read_api_keys($1, $2, $3, $4, $5)";

    Uni<Page<ApiKey>> list(Caller caller, UUID supplier, Cursor after, int size) {
        return tenancy.read(caller, LIST, supplier, after.text(), after.id(), size + 1).map(rows -> page(rows, size));
    }

    private static final String INSERT = """
            INSERT INTO wedding.api_key (
                supplier_id, id, name, prefix, hash, scopes, requests_per_minute, expires_at)
            VALUES ($1, $2, $3, $4, access.key_hash($5), $6, $7, $8)
            RETURNING NULL::uuid AS replaced_by, NULL::timestamptz AS last_used_at,\s"""
            + COLUMNS;

    Uni<ApiKey> insert(Session session, UUID supplier, UUID id, ApiKeyToken token, ApiKeyInput key) {
        Instant expiry = key.expiresAt();
        return session.query(INSERT, supplier, id, key.name(), token.prefix(), token.hash(),
                key.scopes().stream().sorted().toArray(String[]::new), key.requestsPerMinute(),
                expiry == null ? null : OffsetDateTime.ofInstant(expiry, ZoneOffset.UTC))
                .map(rows -> ApiKey.from(rows.iterator().next()));
    }

    private static final String FIND = """
            SELECT revoked_at IS NULL AND coalesce(expires_at, 'infinity') > now() AS usable
            FROM wedding.api_key
            WHERE supplier_id = $1 AND id = $2""";

    /** Whether the key may still be used. */
    Uni<Boolean> isUsable(Session session, UUID supplier, UUID id) {
        return session.query(FIND, supplier, id).map(rows -> found(rows).getBoolean("usable"));
    }

    private static final String SUCCEED = """
            INSERT INTO wedding.api_key (
                supplier_id, id, name, prefix, hash, scopes, requests_per_minute, expires_at, replaces)
            SELECT supplier_id, $3, name, $4, access.key_hash($5), scopes, requests_per_minute,
                now() + (expires_at - created_at), id
            FROM wedding.api_key
            WHERE supplier_id = $1 AND id = $2
            RETURNING NULL::uuid AS replaced_by, NULL::timestamptz AS last_used_at,\s"""
            + COLUMNS;

    /** A key like {@code old}, with a life as long as the one that was given to it. */
    Uni<ApiKey> succeed(Session session, UUID supplier, UUID old, UUID id, ApiKeyToken token) {
        return session.query(SUCCEED, supplier, old, id, token.prefix(), token.hash())
                .map(rows -> ApiKey.from(rows.iterator().next()));
    }

    private static final String END = """
            UPDATE wedding.api_key
            SET expires_at = least(coalesce(expires_at, 'infinity'), now() + make_interval(secs => $3))
            WHERE supplier_id = $1 AND id = $2""";

    Uni<Void> end(Session session, UUID supplier, UUID id, Duration overlap) {
        return session.query(END, supplier, id, (double) overlap.toSeconds()).replaceWithVoid();
    }

    private static final String REVOKE = """
            UPDATE wedding.api_key SET revoked_at = coalesce(revoked_at, now())
            WHERE supplier_id = $1 AND id = $2
            RETURNING id""";

    Uni<Void> revoke(Session session, UUID supplier, UUID id) {
        return session.query(REVOKE, supplier, id).invoke(rows -> found(rows)).replaceWithVoid();
    }

    private static Row found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such API key.");
        }
        return rows.iterator().next();
    }

    private static Page<ApiKey> page(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
        }
        List<ApiKey> keys = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.getBoolean("administered")) {
                throw Tenancy.notAdministered();
            }
            if (row.getUUID("id") != null) {
                keys.add(ApiKey.from(row));
            }
        }
        return Page.of(keys, size, last -> new Cursor(last.name(), last.id()));
    }
}
