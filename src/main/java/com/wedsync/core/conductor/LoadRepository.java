package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;
import com.wedsync.core.maintenance.Tasks;
import com.wedsync.core.migration.MigrationLock;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Asks the server how busy it is, and who is in the way. */
@Singleton
class LoadRepository {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String LOAD = SqlFile.read(LoadRepository.class, "load.sql");

    /**
     * One look.
     *
     * @param walPosition bytes of write-ahead log ever written; null on a standby
     */
    record Look(Instant at, @Nullable Long walPosition, @Nullable Double lagSeconds, @Nullable String obstacle) {

        static Look from(Row row) {
            return new Look(row.getOffsetDateTime("at").toInstant(), row.getLong("wal_position"), row.getDouble("lag_seconds"),
                    row.getString("obstacle"));
        }

        /** Null if one of the positions is not known, and after a fail-over to a server that is behind. */
        @Nullable
        Double walBytesPerSecondSince(@Nullable Look before) {
            if (before == null || before.walPosition == null || walPosition == null || walPosition < before.walPosition
                    || !at.isAfter(before.at)) {
                return null;
            }
            return (walPosition - before.walPosition) * NANOS_PER_SECOND / Duration.between(before.at, at).toNanos();
        }
    }

    Uni<Look> look(Session session) {
        return session.query(LOAD, MigrationLock.KEYS).map(rows -> Look.from(rows.iterator().next()));
    }

    private static final String OBSTACLES = SqlFile.read(LoadRepository.class, "obstacles.sql");

    /** Why tables cannot be worked on at this moment, by their oids. */
    Uni<Map<Long, String>> obstacles(Session session) {
        return session.query(OBSTACLES, Tasks.LOCKS).map(rows -> {
            Map<Long, String> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getLong("relation"), row.getString("reason")));
            return found;
        });
    }
}
