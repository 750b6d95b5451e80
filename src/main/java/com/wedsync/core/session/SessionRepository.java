package com.wedsync.core.session;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads what sessions do. */
@Singleton
class SessionRepository {

    private static final String SESSIONS = SqlFile.read(SessionRepository.class, "sessions.sql");

    Uni<SessionReading> read(Session session) {
        return session.query(SESSIONS).map(rows -> SessionReading.from(rows.iterator().next()));
    }
}
