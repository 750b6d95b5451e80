package com.wedsync.core.trial;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.database.Instance;
import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Trials, and what is compared for them. */
@Singleton
class TrialRepository {

    private static final String COMPARISON = SqlFile.read(TrialRepository.class, "comparison.sql");
    private static final String COLUMNS = """
            id, advice_id, table_name, relation, other_table, index_name, statement, status, requested_by, requested_at,
              built_at, finished_at, comparison, problem
            """;

    private final ObjectMapper json;

    TrialRepository(ObjectMapper json) {
        this.json = json;
    }

    private static final String BEGIN = """
            INSERT INTO ops.index_trial (advice_id, table_name, relation, other_table, index_name, statement, requested_by, instance)
            VALUES ($1, $2, $2::text::regclass::oid::bigint, $3, $4, $5, $6, $7)
            RETURNING
            """
            + COLUMNS;

    Uni<Trial> begin(Session session, String adviceId, Proposal proposal, String requestedBy) {
        return session.query(BEGIN, adviceId, proposal.table(), proposal.otherTable(), proposal.index(), proposal.statement(),
                requestedBy, Instance.name()).map(rows -> Trial.from(rows.iterator().next()));
    }

    private static final String MOVE = """
            UPDATE ops.index_trial
            SET status = $2,
                problem = $3,
                comparison = coalesce($4::text::jsonb, comparison),
                built_at = CASE WHEN $2 = 'observing' THEN pg_catalog.clock_timestamp() ELSE built_at END,
                finished_at = CASE WHEN $2 <> 'observing' THEN pg_catalog.clock_timestamp() END
            WHERE id = $1
              AND status = $5
            RETURNING id
            """;

    /** Moves a trial on; whether it still was where it was thought to be. */
    Uni<Boolean> move(Session session, Trial trial, TrialStatus to, @Nullable String problem, @Nullable Comparison comparison) {
        return session.query(MOVE, trial.id(), to.json(), problem,
                write(comparison), trial.status().json())
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String FIND = """
            SELECT
            """ + COLUMNS + """
            FROM ops.index_trial
            WHERE id = $1
            """;

    Uni<Optional<Trial>> find(Session session, UUID id) {
        return session.query(FIND, id).map(rows -> rows.stream().findFirst().map(Trial::from));
    }

    private static final String NEWEST = """
            SELECT
            """ + COLUMNS + """
            FROM ops.index_trial
            ORDER BY requested_at DESC
            LIMIT 100
            """;

    Uni<List<Trial>> newest(Session session) {
        return session.query(NEWEST).map(rows -> rows.stream().map(Trial::from).toList());
    }

    private static final String OBSERVED = """
            SELECT
            """ + COLUMNS + """
            FROM ops.index_trial
            WHERE status = 'observing'
              AND built_at < $1::timestamptz
            """;

    /** Those that have been watched since {@code before}. */
    Uni<List<Trial>> observedSince(Session session, Instant before) {
        return session.query(OBSERVED, before.atOffset(ZoneOffset.UTC)).map(rows -> rows.stream().map(Trial::from).toList());
    }

    private static final String ABANDONED = """
            SELECT
            """ + COLUMNS + """
            FROM ops.index_trial AS trial
            WHERE status = 'building'
              AND requested_at < pg_catalog.clock_timestamp() - interval '1 minute'
              AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_locks AS lock
                WHERE lock.locktype = 'advisory'
                  AND lock.classid = $1::integer::oid
                  AND lock.objid = trial.relation::oid
                  AND lock.objsubid = 2
                  AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
            """;

    /** Those that nobody is building any more. */
    Uni<List<Trial>> abandoned(Session session, int keyspace) {
        return session.query(ABANDONED, keyspace).map(rows -> rows.stream().map(Trial::from).toList());
    }

    private static final String REMAINDERS = """
            SELECT
            """ + COLUMNS + """
            FROM ops.index_trial
            WHERE status = 'failed'
              AND finished_at > pg_catalog.clock_timestamp() - interval '7 days'
              AND EXISTS (
                SELECT
                FROM pg_catalog.pg_index
                WHERE indexrelid = pg_catalog.to_regclass(index_name)
                  AND NOT indisvalid)
            """;

    /** Those that failed and whose remainder could not be dropped, because somebody was in the way. */
    Uni<List<Trial>> remainders(Session session) {
        return session.query(REMAINDERS).map(rows -> rows.stream().map(Trial::from).toList());
    }

    private static final String NAME = """
            SELECT relname
            FROM pg_catalog.pg_class
            WHERE oid = pg_catalog.to_regclass($1)
            """;
    private static final String SCANS = """
            SELECT coalesce(pg_catalog.pg_stat_get_numscans(pg_catalog.to_regclass($1)), 0) AS scans
            """;

    Uni<Comparison> compare(Session session, Trial trial, Instant beforeFrom, Instant beforeTo, Instant afterFrom,
            Instant afterTo) {
        return plainName(session, trial.tableName()).chain(table -> plainName(session, trial.otherTable())
                .chain(other -> session.query(COMPARISON,
                        Stream.of(table, other).flatMap(Optional::stream).toArray(String[]::new),
                        beforeFrom.atOffset(ZoneOffset.UTC), beforeTo.atOffset(ZoneOffset.UTC),
                        afterFrom.atOffset(ZoneOffset.UTC), afterTo.atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.stream().map(StatementChange::from).toList())
                .chain(changes -> session.query(SCANS, trial.indexName())
                        .map(rows -> Comparison.of(changes, rows.iterator().next().getLong("scans"))));
    }

    private static Uni<Optional<String>> plainName(Session session, @Nullable String table) {
        return table == null ? Uni.createFrom().item(Optional.empty())
                : session.query(NAME, table).map(rows -> rows.stream().findFirst().map(row -> row.getString("relname")));
    }

    private static final String IS_INVALID = """
            SELECT
            FROM pg_catalog.pg_index
            WHERE indexrelid = pg_catalog.to_regclass($1)
              AND NOT indisvalid
            """;

    /** Whether there is such an index that an interrupted build left behind. */
    Uni<Boolean> isInvalid(Session session, String index) {
        return session.query(IS_INVALID, index).map(rows -> rows.rowCount() > 0);
    }

    private @Nullable String write(@Nullable Comparison comparison) {
        try {
            return comparison == null ? null : json.writeValueAsString(comparison);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a comparison is numbers and texts", impossible);
        }
    }
}
