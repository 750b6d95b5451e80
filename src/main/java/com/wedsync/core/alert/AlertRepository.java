package com.wedsync.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.data.Interval;

/** What outlives a process and is shared by replicas: who sends, the states of alerts, mute windows. */
@Singleton
class AlertRepository {

    private static final String LEASE = """
            UPDATE ops.alert_sender
            SET instance = $1,
                until = pg_catalog.clock_timestamp() + $2::interval
            WHERE instance = $1
               OR until < pg_catalog.clock_timestamp()
            """;

    /** Whether this process may send until the lease is over; waits for nobody. */
    Uni<Boolean> lease(Session session, String instance, Duration lease) {
        return session.query(LEASE, instance, Interval.of(lease)).map(rows -> rows.rowCount() == 1);
    }

    private static final String RELEASE = """
            UPDATE ops.alert_sender
            SET until = '-infinity'
            WHERE instance = $1
            """;

    Uni<Void> release(Session session, String instance) {
        return session.query(RELEASE, instance).replaceWithVoid();
    }

    private static final String ALERTS = """
            SELECT rule, severity, labels, state, held, value, unknown, unknown_for, seen_at, starts_at, ends_at, firings, told, told_at
            FROM ops.alert
            """;

    Uni<List<Alert>> alerts(Session session) {
        return session.query(ALERTS).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(AlertRepository::alert).toList());
    }

    private static final String FORGET = """
            DELETE FROM ops.alert
            """;
    private static final String KEEP = """
            INSERT INTO ops.alert (rule, severity, labels, state, held, value, unknown, unknown_for, seen_at, starts_at, ends_at,
              firings, told, told_at)
            SELECT alert.rule, alert.severity, alert.labels, alert.state, alert.held * interval '1 millisecond', alert.value,
              alert.unknown, alert.unknown_for * interval '1 millisecond', alert.seen_at, alert.starts_at, alert.ends_at,
              alert.firings, alert.told, alert.told_at
            FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS alert (rule text, severity text, labels jsonb, state text, held bigint,
              value double precision, unknown text, unknown_for bigint, seen_at timestamptz, starts_at timestamptz,
              ends_at timestamptz, firings timestamptz[], told text, told_at timestamptz)
            """;

    /** Puts {@code alerts} in the place of all that were known; within a transaction. */
    Uni<Void> replace(Session session, List<Alert> alerts) {
        return session.query(FORGET).chain(() -> alerts.isEmpty() ? Uni.createFrom().voidItem()
                : session.query(KEEP, new JsonArray(alerts.stream().map(AlertRepository::json).toList())).replaceWithVoid());
    }

    private static final String MUTES = """
            SELECT id, rule, labels, starts_at, ends_at, comment, created_by
            FROM ops.alert_mute
            WHERE ends_at > $1
            ORDER BY starts_at, id
            """;

    /** Windows that are not over. */
    Uni<List<Mute>> mutes(Session session, Instant now) {
        return session.query(MUTES, Mute.utc(now))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Mute::from).toList());
    }

    private static final String MUTE = """
            INSERT INTO ops.alert_mute (id, rule, labels, starts_at, ends_at, comment, created_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;

    Uni<Void> mute(Session session, Mute mute) {
        JsonObject labels = new JsonObject();
        mute.labels().forEach(labels::put);
        return session.query(MUTE, mute.id(), mute.rule(), labels, Mute.utc(mute.startsAt()), Mute.utc(mute.endsAt()),
                mute.comment(), mute.createdBy()).replaceWithVoid();
    }

    private static final String UNMUTE = """
            UPDATE ops.alert_mute
            SET ends_at = greatest(starts_at, $2)
            WHERE id = $1
              AND ends_at > $2
            """;

    /** Ends a window; false if there is none that is not over. */
    Uni<Boolean> unmute(Session session, UUID id, Instant now) {
        return session.query(UNMUTE, id, Mute.utc(now)).map(rows -> rows.rowCount() == 1);
    }

    private static Alert alert(Row row) {
        OffsetDateTime[] firings = row.getArrayOfOffsetDateTimes("firings");
        String told = row.getString("told");
        return new Alert(
                new AlertKey(row.getString("rule"), Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                        Mute.texts(row.getJsonObject("labels"))),
                AlertState.of(row.getString("state")), duration(row, "held"), row.getDouble("value"), row.getString("unknown"),
                duration(row, "unknown_for"), row.getOffsetDateTime("seen_at").toInstant(), instant(row, "starts_at"),
                instant(row, "ends_at"), Arrays.stream(firings).map(OffsetDateTime::toInstant).toList(),
                told == null ? null : AlertState.of(told), instant(row, "told_at"));
    }

    private static JsonObject json(Alert alert) {
        JsonObject labels = new JsonObject();
        alert.key().labels().forEach(labels::put);
        return new JsonObject().put("rule", alert.key().rule()).put("severity", alert.key().severity().json())
                .put("labels", labels).put("state", alert.state().json()).put("held", alert.held().toMillis())
                .put("value", finite(alert.value())).put("unknown", alert.unknown())
                .put("unknown_for", alert.unknownFor().toMillis())
                .put("seen_at", text(alert.seenAt())).put("starts_at", text(alert.startsAt()))
                .put("ends_at", text(alert.endsAt()))
                .put("firings", new JsonArray(alert.firings().stream().map(Instant::toString).toList()))
                .put("told", alert.told() == null ? null : alert.told().json()).put("told_at", text(alert.toldAt()));
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static Duration duration(Row row, String column) {
        return ((Interval) row.getValue(column)).toDuration();
    }
}
