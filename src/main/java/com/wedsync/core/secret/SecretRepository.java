package com.wedsync.core.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;

/** All SQL about secrets. Keys and values are parameters, never part of a statement. */
@ApplicationScoped
class SecretRepository {

    /** What pgcrypto says of a key that does not fit. */
    private static final String WRONG_KEY = "39000";
    private static final UUID NO_ID = Cursor.START.id();

    private final Tenancy tenancy;
    private final SecretKeys keys;

    SecretRepository(Tenancy tenancy, SecretKeys keys) {
        this.tenancy = tenancy;
        this.keys = keys;
    }

    private static final String LIST = """
            SELECT administered, name, key_id, version, created_at, updated_at
            FROM wedding.read_secrets($1, $2, $3, $4)""";

    Uni<Page<Secret>> list(Caller caller, UUID supplier, Cursor after, int size) {
        return tenancy.read(caller, LIST, supplier, after.text(), size + 1).map(rows -> page(rows, size));
    }

    private static final String PUT = """
            INSERT INTO wedding.secret (supplier_id, name, ciphertext, key_id)
            VALUES ($1, $2, access.encrypt($3, $4), $5)
            ON CONFLICT (supplier_id, name) DO UPDATE SET ciphertext = excluded.ciphertext, key_id = excluded.key_id
            RETURNING name, key_id, version, created_at, updated_at""";

    Uni<Secret> put(Session session, UUID supplier, String name, SecretValue secret) {
        String current = keys.current();
        return session.query(PUT, supplier, name, Buffer.buffer(secret.value().getBytes(StandardCharsets.UTF_8)),
                keys.key(current), current).map(rows -> Secret.from(rows.iterator().next()));
    }

    private static final String KEY = "SELECT key_id FROM wedding.secret WHERE supplier_id = $1 AND name = $2";
    private static final String OPEN = """
            SELECT access.decrypt(ciphertext, $3) AS value
            FROM wedding.secret
            WHERE supplier_id = $1 AND name = $2""";

    Uni<SecretValue> open(Session session, UUID supplier, String name) {
        return session.query(KEY, supplier, name).map(rows -> found(rows).getString("key_id"))
                .chain(id -> session.query(OPEN, supplier, name, keys.key(id))
                        .onFailure(SecretRepository::isWrongKey).transform(refused -> wrongKey(id)))
                .map(rows -> new SecretValue(found(rows).getBuffer("value").toString(StandardCharsets.UTF_8)));
    }

    private static final String FIND = """
            SELECT name, key_id, version, created_at, updated_at
            FROM wedding.secret
            WHERE supplier_id = $1 AND name = $2""";

    Uni<Secret> find(Session session, UUID supplier, String name) {
        return session.query(FIND, supplier, name).map(rows -> Secret.from(found(rows)));
    }

    private static final String DELETE = "DELETE FROM wedding.secret WHERE supplier_id = $1 AND name = $2 RETURNING name";

    Uni<Void> delete(Session session, UUID supplier, String name) {
        return session.query(DELETE, supplier, name).invoke(rows -> found(rows)).replaceWithVoid();
    }

    private static final String NEXT = """
            SELECT supplier_id, key_id
            FROM wedding.secret
            WHERE key_id = ANY ($1)
            LIMIT 1""";

    /** Some supplier's secrets that are encrypted with one of {@code old}. */
    Uni<Optional<Batch>> next(Caller caller, Set<String> old) {
        return tenancy.read(caller, session -> session.query(NEXT, (Object) old.toArray(String[]::new)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(Batch.from(rows.iterator().next())));
    }

    private static final String ENCRYPT_AGAIN = """
            UPDATE wedding.secret
            SET ciphertext = access.encrypt(access.decrypt(ciphertext, $3), $4), key_id = $5
            WHERE supplier_id = $1 AND key_id = $2""";

    /** How many there were. */
    Uni<Long> encryptAgain(Session session, Batch batch) {
        String current = keys.current();
        return session
                .query(ENCRYPT_AGAIN, batch.supplier(), batch.keyId(), keys.key(batch.keyId()), keys.key(current), current)
                .onFailure(SecretRepository::isWrongKey).transform(refused -> wrongKey(batch.keyId()))
                .map(rows -> (long) rows.rowCount());
    }

    private static final String LEFT = """
            SELECT key_id, count(*) AS secrets
            FROM wedding.secret
            WHERE key_id <> $1
            GROUP BY key_id""";

    Uni<Map<String, Long>> left(Caller caller) {
        return tenancy.read(caller, session -> session.query(LEFT, keys.current())).map(rows -> {
            Map<String, Long> left = new TreeMap<>();
            rows.forEach(row -> left.put(row.getString("key_id"), row.getLong("secrets")));
            return left;
        });
    }

    private static boolean isWrongKey(Throwable failure) {
        return failure instanceof PgException refusal && WRONG_KEY.equals(refusal.getSqlState());
    }

    private static Unavailable wrongKey(String id) {
        return Unavailable.secretKey("The key '" + id + "' that is configured is not the one the secret was encrypted with.");
    }

    private static Row found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such secret.");
        }
        return rows.iterator().next();
    }

    private static Page<Secret> page(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
        }
        List<Secret> secrets = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.getBoolean("administered")) {
                throw Tenancy.notAdministered();
            }
            if (row.getString("name") != null) {
                secrets.add(Secret.from(row));
            }
        }
        return Page.of(secrets, size, last -> new Cursor(last.name(), NO_ID));
    }

    /** The secrets of one supplier that are encrypted with one key. */
    record Batch(UUID supplier, String keyId) {

        static Batch from(Row row) {
            return new Batch(row.getUUID("supplier_id"), row.getString("key_id"));
        }
    }
}
