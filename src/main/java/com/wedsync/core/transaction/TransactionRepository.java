package com.wedsync.core.transaction;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;

/** Reads ages of ids and holders of the horizon. */
@Singleton
class TransactionRepository {

    private static final String AGES = SqlFile.read(TransactionRepository.class, "ages.sql");
    private static final String HORIZON = SqlFile.read(TransactionRepository.class, "horizon.sql");

    /** Ages of transaction ids, then of multixact ids. */
    record Both(Ages transactions, Ages multixacts) {
    }

    Uni<Both> ages(Session session) {
        return session.query(AGES).map(rows -> rows.iterator().next())
                .map(row -> new Both(Ages.ofTransactions(row), Ages.ofMultixacts(row)));
    }

    /** The oldest of each kind. */
    Uni<List<Holder>> holders(Session session) {
        return session.query(HORIZON).map(rows -> rows.stream().map(Holder::from).toList());
    }
}
