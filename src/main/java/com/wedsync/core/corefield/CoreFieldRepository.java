package com.wedsync.core.corefield;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.IdempotencyKey;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about core fields. */
@ApplicationScoped
class CoreFieldRepository {

    private final Tenancy tenancy;

    CoreFieldRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String CATALOGUE = """
            SELECT key, title, description, value_type, merge_rule, position
            FROM wedding.read_core_field_catalogue($1)""";

    Uni<List<CoreField>> catalogue(Caller caller) {
        return tenancy.read(caller, CATALOGUE).map(rows -> rows.stream().map(CoreField::from).toList());
    }

    private static final String LIST = """
            SELECT revision, key, value, version, updated_by, updated_at
            FROM wedding.read_core_fields($1, $2, $3)""";

    Uni<CoreFieldList> list(Caller caller, UUID couple, @Nullable Long knownRevision) {
        return tenancy.read(caller, LIST, couple, knownRevision).map(CoreFieldRepository::list);
    }

    private static final String TYPES = "SELECT key, value_type FROM wedding.core_field WHERE key = ANY ($1)";

    Uni<Map<String, ValueType>> types(Session session, Set<String> keys) {
        return session.query(TYPES, (Object) keys.toArray(String[]::new)).map(rows -> {
            Map<String, ValueType> types = new HashMap<>();
            rows.forEach(row -> types.put(row.getString("key"), ValueType.of(row.getString("value_type"))));
            return types;
        });
    }

    private static final String FIND = """
            SELECT
                field.key, field.title, field.description, field.value_type, field.merge_rule, field.position,
                stored.value::text AS value, stored.version, stored.updated_by, stored.updated_at,
                $1 = ANY (access.own_couples()) OR starts_with(access.caller(), 'service:') AS may_write
            FROM wedding.core_field AS field
            LEFT JOIN wedding.core_field_value AS stored ON stored.couple_id = $1 AND stored.key = field.key
            WHERE field.key = ANY ($2)""";

    /** The named fields that there are, with what the couple has said about them. */
    Uni<Map<String, Stored>> find(Session session, UUID couple, Set<String> keys) {
        return session.query(FIND, couple, keys.toArray(String[]::new)).map(rows -> {
            Map<String, Stored> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getString("key"), Stored.from(row)));
            return found;
        });
    }

    private static final String RETURNING = """

            RETURNING stored.key, stored.value::text AS value, stored.version, stored.updated_by, stored.updated_at""";

    private static final String INSERT = """
            INSERT INTO wedding.core_field_value AS stored (couple_id, key, value, updated_by)
            SELECT $1, change.key, change.value::jsonb, access.caller_user()
            FROM unnest($2::text[], $3::text[]) AS change (key, value)""" + RETURNING;

    /** Stores first values, as JSON by key. */
    Uni<List<CoreFieldValue>> insert(Session session, UUID couple, Map<String, String> values) {
        return write(session, INSERT, couple, values);
    }

    // not one INSERT with ON CONFLICT for both: it would run the triggers of both, a quarter more of the processor's time
    private static final String UPDATE = """
            UPDATE wedding.core_field_value AS stored
            SET value = change.value::jsonb, updated_by = access.caller_user()
            FROM unnest($2::text[], $3::text[]) AS change (key, value)
            WHERE stored.couple_id = $1 AND stored.key = change.key""" + RETURNING;

    /** Stores values in the place of others, as JSON by key. */
    Uni<List<CoreFieldValue>> update(Session session, UUID couple, Map<String, String> values) {
        return write(session, UPDATE, couple, values);
    }

    private static Uni<List<CoreFieldValue>> write(Session session, String sql, UUID couple, Map<String, String> values) {
        return values.isEmpty() ? Uni.createFrom().item(List.of())
                : session.query(sql, couple, values.keySet().toArray(String[]::new), values.values().toArray(String[]::new))
                        .map(rows -> rows.stream().map(CoreFieldValue::from).toList());
    }

    private static final String REPLACE = """
            SELECT wedding.replace_core_field($1, $2, $3, $4, $5, $6, $7, $8, make_interval(secs => $9)) AS answer""";

    /**
     * Stores a value, as JSON, in the place of another one that need not be merged with it.
     *
     * @param key for which the answer is kept; {@code null} for none
     * @return the answer, JSON; empty if nothing was written
     */
    Uni<Optional<String>> replace(Caller caller, UUID couple, CoreField field, long baseVersion, String value,
            @Nullable IdempotencyKey key) {
        return tenancy.write(caller, REPLACE, couple, field.key(), field.valueType().sqlName(), baseVersion, value,
                key == null ? null : key.text(), key == null ? null : key.fingerprint(),
                key == null ? null : (double) key.keep().toSeconds())
                .map(done -> done.map(row -> row.getString("answer")));
    }

    private static final String DELETE = "DELETE FROM wedding.core_field_value WHERE couple_id = $1 AND key = $2";

    Uni<Void> delete(Session session, UUID couple, String key) {
        return session.query(DELETE, couple, key).replaceWithVoid();
    }

    private static CoreFieldList list(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        List<CoreFieldValue> values = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getString("key") != null) {
                values.add(CoreFieldValue.from(row));
            }
        }
        return new CoreFieldList(revision, values);
    }

    /** All values of a couple, and its revision that they are of. */
    record CoreFieldList(long revision, List<CoreFieldValue> values) {
    }

    /** A field, and what the couple has said about it. */
    record Stored(CoreField field, @Nullable CoreFieldValue value, boolean mayWrite) {

        static Stored from(Row row) {
            return new Stored(CoreField.from(row), row.getString("value") == null ? null : CoreFieldValue.from(row),
                    row.getBoolean("may_write"));
        }

        long version() {
            return value == null ? 0 : value.version();
        }
    }
}
