package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * The right to migrate this database: a session-level advisory lock on a connection of its own, so that it ends with the
 * process that holds it, however that process ends.
 */
public final class MigrationLock implements AutoCloseable {

    /** First key of every advisory lock of this package: "wedm" in ASCII. */
    public static final int KEYS = 0x7765646d;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int VALIDITY_SECONDS = 5;

    private final Connection connection;

    private MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes the lock, or returns null if somebody else held it for {@code maxWait}.
     *
     * @param onWait told once, when the wait begins
     */
    static @Nullable MigrationLock acquire(DataSource pool, Duration maxWait, Runnable onWait)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        Connection connection = pool.getConnection();
        boolean acquired = false;
        try {
            acquired = attempt(connection);
            if (!acquired && !maxWait.isZero()) {
                onWait.run();
            }
            while (!acquired && System.nanoTime() < deadline) {
                Thread.sleep(POLL);
                acquired = attempt(connection);
            }
            return acquired ? new MigrationLock(connection) : null;
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    /** The session that holds the lock; in autocommit mode, free for bookkeeping. */
    Connection connection() {
        return connection;
    }

    /** A session that was cut has lost the lock: nothing may be executed any more. */
    void verify() throws SQLException {
        if (!connection.isValid(VALIDITY_SECONDS)) {
            throw new SQLException("The connection that held the migration lock is lost", "08006");
        }
    }

    @Override
    public void close() {
        try (Connection released = connection;
                PreparedStatement unlock = released.prepareStatement(
                        "SELECT pg_catalog.pg_advisory_unlock(?, 0)")) {
            unlock.setInt(1, KEYS);
            unlock.execute();
        } catch (SQLException gone) {
            // the session has ended, and the lock with it
            return;
        }
    }

    private static boolean attempt(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_catalog.pg_try_advisory_lock(?, 0)")) {
            lock.setInt(1, KEYS);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
