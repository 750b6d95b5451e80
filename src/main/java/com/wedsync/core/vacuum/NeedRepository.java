package com.wedsync.core.vacuum;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads what tables need, from statistics and catalogues. */
@Singleton
class NeedRepository {

    private static final String NEEDS = SqlFile.read(NeedRepository.class, "needs.sql");

    Uni<List<TableNeed>> read(Session session) {
        return session.query(NEEDS).map(rows -> rows.stream().map(TableNeed::from).toList());
    }

    private static final String WORKERS = """
            SELECT
              count(*)::int AS workers,
              pg_catalog.current_setting('autovacuum_max_workers')::int AS max_workers
            FROM pg_catalog.pg_stat_activity
            WHERE backend_type = 'autovacuum worker'
            """;

    /** Workers of autovacuum. */
    record Workers(int running, int max) {
    }

    Uni<Workers> workers(Session session) {
        return session.query(WORKERS).map(rows -> rows.iterator().next())
                .map(row -> new Workers(row.getInteger("workers"), row.getInteger("max_workers")));
    }
}
