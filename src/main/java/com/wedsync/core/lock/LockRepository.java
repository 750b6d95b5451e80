package com.wedsync.core.lock;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Asks who waits for whom. */
@Singleton
class LockRepository {

    private static final String LOCKS = SqlFile.read(LockRepository.class, "locks.sql");

    Uni<List<LockSession>> sessions(Session session) {
        return session.query(LOCKS).map(rows -> rows.stream().map(LockSession::from).toList());
    }
}
