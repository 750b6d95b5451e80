package com.wedsync.core.maintenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** The backends that run maintenance; asked from outside, so that any replica can tell of any run. */
@Singleton
class BackendRepository {

    private static final String PROGRESS = SqlFile.read(BackendRepository.class, "progress.sql");

    /** How far each is; those that have gone are left out. */
    Uni<Map<Integer, Progress>> progress(Session session, Collection<Integer> pids) {
        if (pids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.query(PROGRESS, (Object) pids.toArray(Integer[]::new)).map(rows -> {
            Map<Integer, Progress> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getInteger("pid"), Progress.from(row)));
            return found;
        });
    }

    private static final String CANCEL = """
            SELECT pg_catalog.pg_cancel_backend($1)
            """;

    /** Asks a backend to give up its statement. */
    Uni<Void> cancel(Session session, int pid) {
        return session.query(CANCEL, pid).replaceWithVoid();
    }
}
