package com.wedsync.core.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.data.Interval;

/** The tables of the history; two replicas that observe the same minute keep it once. */
@Singleton
class HistoryRepository {

    private static final String PACK = SqlFile.read(HistoryRepository.class, "pack.sql");
    private static final String POINTS = SqlFile.read(HistoryRepository.class, "points.sql");
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {
    };

    private final ObjectMapper json;

    HistoryRepository(ObjectMapper json) {
        this.json = json;
    }

    private static final String REGISTER = """
            INSERT INTO ops.series AS known (name, labels)
            SELECT wanted.name, wanted.labels::jsonb
            FROM unnest($1::text[], $2::text[]) AS wanted (name, labels)
            ON CONFLICT (name, labels) DO UPDATE
            SET last_seen = pg_catalog.clock_timestamp()
            RETURNING id, name, labels::text AS labels
            """;

    /** The ids of these series, which are made if they are new; notes that they were seen. */
    Uni<Map<SeriesKey, Integer>> register(Session session, Collection<SeriesKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] names = keys.stream().map(SeriesKey::name).toArray(String[]::new);
        String[] labels = keys.stream().map(key -> write(key.labels())).toArray(String[]::new);
        return session.query(REGISTER, names, labels).map(rows -> {
            Map<SeriesKey, Integer> ids = new HashMap<>();
            rows.forEach(row -> ids.put(new SeriesKey(row.getString("name"), read(row.getString("labels"))),
                    row.getInteger("id")));
            return ids;
        });
    }

    private static final String INSERT = """
            INSERT INTO ops.observation (minute, series, value)
            VALUES (pg_catalog.date_trunc('minute', $1::timestamptz), $2, $3)
            ON CONFLICT (minute) DO NOTHING
            """;

    Uni<Void> insert(Session session, Instant at, Integer[] series, Double[] values) {
        return session.query(INSERT, at.atOffset(ZoneOffset.UTC), series, values).replaceWithVoid();
    }

    /** Two replicas pack at the same time: the second has nothing to do. */
    private static final String LOCK = """
            SELECT pg_catalog.pg_try_advisory_xact_lock('ops.observation_hour'::regclass::bigint) AS locked
            """;
    private static final String FORGET_DETAIL = """
            UPDATE ops.observation_hour
            SET minutes = NULL, detail = NULL
            WHERE hour >= $1::timestamptz - interval '2 days'
              AND hour < $1::timestamptz
              AND detail IS NOT NULL
            """;
    private static final String FORGET_HOURS = """
            DELETE FROM ops.observation_hour
            WHERE hour < $1::timestamptz
            """;
    private static final String FORGET_SERIES = """
            DELETE FROM ops.series
            WHERE last_seen < $1::timestamptz
            """;

    /** Puts the minutes of past hours together and forgets what is too old. */
    Uni<Void> pack(Session session, Instant now, Duration detail, Duration retention) {
        return session.transaction(inside -> inside.query(LOCK)
                .chain(rows -> rows.iterator().next().getBoolean("locked")
                        ? inside.query(PACK, now.atOffset(ZoneOffset.UTC))
                                .chain(() -> inside.query(FORGET_DETAIL, now.minus(detail).atOffset(ZoneOffset.UTC)))
                                .chain(() -> inside.query(FORGET_HOURS, now.minus(retention).atOffset(ZoneOffset.UTC)))
                                .chain(() -> inside.query(FORGET_SERIES, now.minus(retention).atOffset(ZoneOffset.UTC)))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    /** All series of {@code name} that have {@code labels}, at most fifty. */
    Uni<List<Series>> series(Session session, String name, Map<String, String> labels, Instant from, Instant to,
            Duration step) {
        return session.query(POINTS, name, write(labels), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC),
                Interval.of(step)).map(rows -> {
                    Map<String, List<Point>> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(row.getString("labels"), first -> new ArrayList<>())
                            .add(Point.from(row)));
                    return found.entrySet().stream().map(series -> new Series(read(series.getKey()), series.getValue()))
                            .toList();
                });
    }

    private static final String SIZE = """
            SELECT
              pg_catalog.pg_total_relation_size('ops.observation')
                + pg_catalog.pg_total_relation_size('ops.observation_hour')
                + pg_catalog.pg_total_relation_size('ops.series') AS bytes
            """;

    Uni<Long> sizeBytes(Session session) {
        return session.query(SIZE).map(rows -> rows.iterator().next().getLong("bytes"));
    }

    private String write(Map<String, String> labels) {
        try {
            return json.writeValueAsString(labels);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("labels are texts", impossible);
        }
    }

    private Map<String, String> read(String labels) {
        try {
            return new TreeMap<>(json.readValue(labels, LABELS));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("labels are texts", impossible);
        }
    }
}
