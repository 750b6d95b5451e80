package com.wedsync.core.capacity;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** What the samples of the last four weeks say. */
@Singleton
class CapacityRepository {

    private static final String HOURS = """
            SELECT
              pg_catalog.date_trunc('hour', taken_at, 'UTC') AS hour,
              max(database_size_bytes)::float8 AS bytes,
              max(connections_total)::float8 AS connections
            FROM ops.sample
            WHERE minute > pg_catalog.clock_timestamp() - interval '28 days'
            GROUP BY 1
            ORDER BY 1
            """;

    /** An hour of samples. */
    record Hour(Instant at, @Nullable Double bytes, double connections) {
    }

    Uni<List<Hour>> hours(Session session) {
        return session.query(HOURS).map(rows -> rows.stream().map(row -> new Hour(
                row.getOffsetDateTime("hour").toInstant(), row.getDouble("bytes"), row.getDouble("connections"))).toList());
    }

    /** The volume holds the other databases too, and WAL. */
    private static final String USED = """
            SELECT
              (SELECT sum(pg_catalog.pg_database_size(oid)) FROM pg_catalog.pg_database)::float8
                + (SELECT sum(size) FROM pg_catalog.pg_ls_waldir())::float8 AS bytes
            """;

    Uni<Double> usedBytes(Session session) {
        return session.query(USED).map(rows -> rows.iterator().next().getDouble("bytes"));
    }
}
