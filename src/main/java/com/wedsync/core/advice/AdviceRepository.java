package com.wedsync.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.data.Interval;

/** What the catalogues say of indexes and policies, and the records of their use. */
@Singleton
class AdviceRepository {

    private static final String NOTE_USE = SqlFile.read(AdviceRepository.class, "note-use.sql");
    private static final String UNUSED = SqlFile.read(AdviceRepository.class, "unused.sql");
    private static final String DUPLICATE = SqlFile.read(AdviceRepository.class, "duplicate.sql");
    private static final String INVALID = SqlFile.read(AdviceRepository.class, "invalid.sql");
    private static final String FOREIGN_KEYS = SqlFile.read(AdviceRepository.class, "foreign-keys.sql");

    private static final String POLICIES = SqlFile.read(AdviceRepository.class, "policies.sql");
    private static final String TABLE_SCANS = SqlFile.read(AdviceRepository.class, "table-scans.sql");
    private static final long LARGE = 10L << 20;

    private static final String FORGET_USE = """
            DELETE FROM ops.index_use AS use
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = use.index::oid)
            """;

    /** Notes which indexes were used since the last time, and forgets those that are gone. */
    Uni<Void> noteUse(Session session) {
        return session.query(NOTE_USE).chain(() -> session.query(FORGET_USE)).replaceWithVoid();
    }

    Uni<List<Advice>> unused(Session session, Duration atLeast, boolean standbys, Instant now) {
        return session.query(UNUSED, Interval.of(atLeast)).map(all(row -> UnusedIndex.from(row).advice(standbys, now)));
    }

    Uni<List<Advice>> duplicate(Session session) {
        return session.query(DUPLICATE).map(all(row -> DuplicateIndex.from(row).advice()));
    }

    Uni<List<Advice>> invalid(Session session) {
        return session.query(INVALID).map(all(row -> InvalidIndex.from(row).advice()));
    }

    Uni<List<Advice>> missingForForeignKeys(Session session) {
        return session.query(FOREIGN_KEYS).map(all(row -> UnindexedKey.from(row).advice()));
    }

    Uni<List<Advice>> policies(Session session) {
        return session.query(POLICIES)
                .map(rows -> rows.stream().map(Policy::from).flatMap(policy -> policy.advice().stream()).toList());
    }

    /** Large tables with the server's counters. */
    Uni<List<ScannedTable>> scans(Session session) {
        return session.query(TABLE_SCANS, LARGE).map(rows -> rows.stream().map(ScannedTable::from).toList());
    }

    private static Function<RowSet<Row>, List<Advice>> all(Function<Row, Advice> advice) {
        return rows -> rows.stream().map(advice).toList();
    }
}
