package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.maintenance.RunCursor;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Rounds, ops.maintenance_round, and who leads. */
@Singleton
class RoundRepository {

    /** Keeps our advisory lock apart from those of others in the same database: "wedC". */
    private static final int KEYSPACE = 0x77656443;

    private static final String TRY_LEAD = """
            SELECT pg_catalog.pg_try_advisory_lock($1, 0) AS leads
            """;

    /** Makes {@code session} the leader for as long as it lives; false if there is one. */
    Uni<Boolean> tryLead(Session session) {
        return session.query(TRY_LEAD, KEYSPACE).map(rows -> rows.iterator().next().getBoolean("leads"));
    }

    private static final String COLUMNS = """
             round.id, round.trigger, round.state, round.dry_run, round.requested_by, round.requested_at, round.window_opened_at,
              round.started_at, round.ends_by, round.ended_at, round.instance, round.reason, round.yields, round.plan,
              (1000 * extract(epoch FROM round.length))::bigint AS length_ms
            """;

    private static final String INSERT = """
            INSERT INTO ops.maintenance_round (
              id, trigger, state, dry_run, requested_by, requested_at, window_opened_at, length, ended_at, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, pg_catalog.make_interval(secs => $8), $9, $10)
            ON CONFLICT DO NOTHING
            """;

    /** A round that is to be begun; false if there is an open one. */
    Uni<Boolean> request(Session session, UUID id, Trigger trigger, boolean dryRun, String requestedBy, Instant at,
            @Nullable Instant windowOpenedAt, Duration length) {
        return session.query(INSERT, id, trigger.json(), RoundState.REQUESTED.json(), dryRun, requestedBy, utc(at),
                windowOpenedAt == null ? null : utc(windowOpenedAt), length.toMillis() / 1000.0, null, null)
                .map(rows -> rows.rowCount() == 1);
    }

    /** A window that had no round; false if that is known already. */
    Uni<Boolean> missed(Session session, UUID id, Instant at, Window window, String reason) {
        return session.query(INSERT, id, Trigger.WINDOW.json(), RoundState.MISSED.json(), false, Conductor.NAME, utc(at),
                utc(window.opensAt()), window.length().toMillis() / 1000.0, utc(at), reason)
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String START = """
            UPDATE ops.maintenance_round
            SET state = 'running', started_at = $2, ends_by = $3, instance = $4, backend_pid = $5, plan = $6
            WHERE id = $1
              AND state = 'requested'
            """;

    Uni<Boolean> start(Session session, UUID id, Instant at, Instant endsBy, String instance, int backendPid, JsonObject plan) {
        return session.query(START, id, utc(at), utc(endsBy), instance, backendPid, plan).map(rows -> rows.rowCount() == 1);
    }

    private static final String YIELD = """
            UPDATE ops.maintenance_round
            SET state = 'yielding', reason = $2, yields = yields + 1
            WHERE id = $1
              AND state = 'running'
            """;

    /** False if it gives way already. */
    Uni<Boolean> yield(Session session, UUID id, String reason) {
        return session.query(YIELD, id, reason).map(rows -> rows.rowCount() == 1);
    }

    private static final String GO_ON = """
            UPDATE ops.maintenance_round
            SET state = 'running', reason = NULL
            WHERE id = $1
              AND state = 'yielding'
            """;

    Uni<Void> goOn(Session session, UUID id) {
        return session.query(GO_ON, id).replaceWithVoid();
    }

    private static final String END = """
            UPDATE ops.maintenance_round
            SET state = $2, reason = $3, ended_at = $4
            WHERE id = $1
              AND ended_at IS NULL
            """;

    /** False if it has ended already. */
    Uni<Boolean> end(Session session, UUID id, RoundState state, String reason, Instant at) {
        return session.query(END, id, state.json(), reason, utc(at)).map(rows -> rows.rowCount() == 1);
    }

    private static final String STOP = """
            UPDATE ops.maintenance_round
            SET stop_requested_by = coalesce(stop_requested_by, $2)
            WHERE id = $1
              AND ended_at IS NULL
            """;

    /** False if it has ended already. */
    Uni<Boolean> requestStop(Session session, UUID id, String by) {
        return session.query(STOP, id, by).map(rows -> rows.rowCount() == 1);
    }

    private static final String STOP_REQUESTED = """
            SELECT stop_requested_by
            FROM ops.maintenance_round
            WHERE id = $1
            """;

    /** Who wants it stopped; empty if nobody does. */
    Uni<Optional<String>> stopRequestedBy(Session session, UUID id) {
        return session.query(STOP_REQUESTED, id).map(rows -> rows.stream().findFirst()
                .map(row -> row.getString("stop_requested_by")));
    }

    private static final String FIND = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.id = $1
            """;

    Uni<Optional<Round>> find(Session session, UUID id) {
        return session.query(FIND, id).map(rows -> list(rows).stream().findFirst());
    }

    // Whose backend has the leader's lock is at work, for nobody if its service was killed; it is left to end.
    private static final String ABANDONED = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.state IN ('running', 'yielding')
              AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_locks AS lock
                JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
                WHERE database.datname = pg_catalog.current_database()
                  AND lock.locktype = 'advisory'
                  AND lock.classid = $1::integer::oid
                  AND lock.objsubid = 2
                  AND lock.pid = round.backend_pid)
            """;

    /** Rounds that nobody conducts any more. */
    Uni<List<Round>> abandoned(Session session) {
        return session.query(ABANDONED, KEYSPACE).map(RoundRepository::list);
    }

    private static final String REQUESTED = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.state = 'requested'
            ORDER BY round.requested_at, round.id
            LIMIT 1
            """;

    /** The round that waits longest for a leader. */
    Uni<Optional<Round>> requested(Session session) {
        return session.query(REQUESTED).map(rows -> list(rows).stream().findFirst());
    }

    private static final String OF_WINDOW = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.window_opened_at = $1
            ORDER BY round.requested_at, round.id
            """;

    Uni<List<Round>> ofWindow(Session session, Instant openedAt) {
        return session.query(OF_WINDOW, utc(openedAt)).map(RoundRepository::list);
    }

    private static final String PAGE = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE $1::timestamptz IS NULL OR (round.requested_at, round.id) < ($1, $2::uuid)
            ORDER BY round.requested_at DESC, round.id DESC
            LIMIT $3
            """;

    /** The newest ones, after the last of the page before. */
    Uni<List<Round>> page(Session session, @Nullable RunCursor after, int limit) {
        return session.query(PAGE, after == null ? null : after.requestedAt(), after == null ? null : after.id(), limit)
                .map(RoundRepository::list);
    }

    private static final String OPEN = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.ended_at IS NULL
            """;

    /** The one that is requested or under way. */
    Uni<Optional<Round>> open(Session session) {
        return session.query(OPEN).map(rows -> list(rows).stream().findFirst());
    }

    private static final String LAST = "SELECT" + COLUMNS + """
            FROM ops.maintenance_round AS round
            WHERE round.ended_at IS NOT NULL
              AND NOT round.dry_run
            ORDER BY round.requested_at DESC, round.id DESC
            LIMIT 1
            """;

    /** The one that ended last. */
    Uni<Optional<Round>> last(Session session) {
        return session.query(LAST).map(rows -> list(rows).stream().findFirst());
    }

    private static final String UPKEEP = """
            SELECT
              (
                SELECT max(ended_at)
                FROM ops.maintenance_round
                WHERE state IN ('completed', 'stopped') AND NOT dry_run
              ) AS last_ended_at,
              (
                SELECT count(*)
                FROM ops.maintenance_round AS missed
                WHERE missed.state = 'missed'
                  AND NOT EXISTS (
                    SELECT
                    FROM ops.maintenance_round AS later
                    WHERE later.state IN ('completed', 'stopped')
                      AND NOT later.dry_run
                      AND later.requested_at > missed.requested_at)
              )::int AS windows_missed
            """;

    /**
     * How well the database is tended.
     *
     * @param lastEndedAt when a round last got as far as it could; null if none ever did
     * @param windowsMissed since then
     */
    record Upkeep(@Nullable Instant lastEndedAt, int windowsMissed) {
    }

    Uni<Upkeep> upkeep(Session session) {
        return session.query(UPKEEP).map(rows -> rows.iterator().next()).map(row -> {
            OffsetDateTime ended = row.getOffsetDateTime("last_ended_at");
            return new Upkeep(ended == null ? null : ended.toInstant(), row.getInteger("windows_missed"));
        });
    }

    private static final String OBSERVED_SINCE = """
            SELECT min(minute) AS since
            FROM ops.sample
            """;

    /** Since when the service has been observing this database, as far as it remembers. */
    Uni<Optional<Instant>> observedSince(Session session) {
        return session.query(OBSERVED_SINCE).map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("since"))
                .map(OffsetDateTime::toInstant));
    }

    private static List<Round> list(RowSet<Row> rows) {
        return rows.stream().map(Round::from).toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
