package com.wedsync.core.replication;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads slots and standbys. */
@Singleton
class ReplicationRepository {

    private static final String SLOTS = SqlFile.read(ReplicationRepository.class, "slots.sql");
    private static final String STANDBYS = SqlFile.read(ReplicationRepository.class, "standbys.sql");

    Uni<List<Slot>> slots(Session session) {
        return session.query(SLOTS).map(rows -> rows.stream().map(Slot::from).toList());
    }

    Uni<List<Standby>> standbys(Session session) {
        return session.query(STANDBYS).map(rows -> rows.stream().map(Standby::from).toList());
    }
}
