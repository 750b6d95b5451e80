package com.wedsync.core.bloat;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads what estimates are made of. */
@Singleton
class BloatRepository {

    private static final String COLUMNS = SqlFile.read(BloatRepository.class, "columns.sql");

    Uni<List<Bloat>> read(Session session, int fromPages) {
        return session.query(COLUMNS, fromPages)
                .map(rows -> rows.stream().map(Relation::from).map(Relation::bloat).toList());
    }
}
