package com.wedsync.core.sequence;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads where sequences are. */
@Singleton
class SequenceRepository {

    private static final String SEQUENCES = SqlFile.read(SequenceRepository.class, "sequences.sql");

    Uni<List<SequenceUse>> read(Session session) {
        return session.query(SEQUENCES).map(rows -> rows.stream().map(SequenceUse::from).toList());
    }
}
