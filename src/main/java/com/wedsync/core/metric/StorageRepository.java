package com.wedsync.core.metric;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.data.Interval;

/** Measures sizes without ever queueing behind an exclusive lock. */
@Singleton
class StorageRepository {

    private static final String TABLES = SqlFile.read(StorageRepository.class, "tables.sql");
    private static final String GROWTH = SqlFile.read(StorageRepository.class, "growth.sql");
    private static final Interval GROWTH_HISTORY = Interval.of(0, 0, 7);

    private static final String DATABASE_SIZE = """
            SELECT pg_catalog.clock_timestamp() AS taken_at,
              pg_catalog.pg_database_size(pg_catalog.current_database()) AS bytes
            """;

    Uni<Storage> measure(Session session, Duration minimumSpan) {
        return session.query(DATABASE_SIZE).map(rows -> rows.iterator().next())
                .chain(size -> tables(session)
                        .chain(tables -> growth(session, minimumSpan)
                                .map(growth -> Storage.of(size.getLong("bytes"), tables, growth,
                                        size.getOffsetDateTime("taken_at").toInstant()))));
    }

    /**
     * A lock may be taken between the look at pg_locks and the measuring: lock_timeout ends the wait, and a second look
     * sees the lock.
     */
    private Uni<List<TableSize>> tables(Session session) {
        return session.query(TABLES)
                .onFailure(OwnTable::isLocked).retry().atMost(2)
                .map(rows -> rows.stream().map(TableSize::from).toList());
    }

    private Uni<Measured<Double>> growth(Session session, Duration minimumSpan) {
        return session.query(GROWTH, GROWTH_HISTORY)
                .map(rows -> rows.stream().map(Growth.Point::from).toList())
                .map(points -> Growth.perDay(points, minimumSpan))
                .onFailure(OwnTable::isUnreadable).recoverWithItem(failure -> OwnTable.unknown("ops.sample", failure));
    }
}
