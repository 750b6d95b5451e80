package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Statements that only the owner of a table may run and that refuse a transaction, such as CREATE INDEX CONCURRENTLY: on a
 * connection of their own, on a worker thread.
 */
@Singleton
public final class OwnerStatements {

    private final OwnerDatabase owner;

    OwnerStatements(OwnerDatabase owner) {
        this.owner = owner;
    }

    /** What became of statements. */
    public sealed interface Outcome {

        /** All were run. */
        record Done() implements Outcome {
        }

        /** Somebody else has the advisory lock: none was run. */
        record Busy() implements Outcome {
        }

        /** One was refused: none after it was run. */
        record Refused(String sqlState, String message) implements Outcome {
        }
    }

    /**
     * Runs {@code statements}, each a transaction of its own, while holding the advisory lock of {@code keyspace} and
     * {@code key}; it is gone the moment the connection is.
     *
     * @param lockTimeout the server gives up each wait for a lock after this long, that of CONCURRENTLY for older transactions
     *        included
     */
    public Uni<Outcome> run(int keyspace, int key, Duration lockTimeout, List<String> statements) {
        return Uni.createFrom().item(() -> runNow(keyspace, key, lockTimeout, statements))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    private Outcome runNow(int keyspace, int key, Duration lockTimeout, List<String> statements) {
        try (Connection connection = owner.scripts(lockTimeout).getConnection()) {
            if (!tryLock(connection, keyspace, key)) {
                return new Outcome.Busy();
            }
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return new Outcome.Done();
        } catch (SQLException refusal) {
            return new Outcome.Refused(String.valueOf(refusal.getSQLState()), String.valueOf(refusal.getMessage()));
        }
    }

    private static boolean tryLock(Connection connection, int keyspace, int key) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_catalog.pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, keyspace);
            lock.setInt(2, key);
            try (ResultSet rows = lock.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
