package com.wedsync.core.wal;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Reads the counters of the write-ahead log. */
@Singleton
class WalRepository {

    private static final String WAL = SqlFile.read(WalRepository.class, "wal.sql");
    private static final String CHECKPOINTS_15 = SqlFile.read(WalRepository.class, "checkpoints-15.sql");
    private static final String CHECKPOINTS_17 = SqlFile.read(WalRepository.class, "checkpoints-17.sql");

    Uni<WalReading> wal(Session session) {
        return session.query(WAL).map(rows -> WalReading.from(rows.iterator().next()));
    }

    Uni<Checkpoints> checkpoints(Session session, Pass pass) {
        return session.query(pass.isAtLeast(17) ? CHECKPOINTS_17 : CHECKPOINTS_15)
                .map(rows -> Checkpoints.from(rows.iterator().next()));
    }
}
