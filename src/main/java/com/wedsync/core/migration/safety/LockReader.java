package com.wedsync.core.migration.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What a session holds until its transaction ends. */
final class LockReader {

    /** SIReadLock, of serializable transactions, stops nobody. */
    private static final String LOCKS = """
            SELECT lock.relation::bigint, lock.mode
            FROM pg_catalog.pg_locks AS lock
            WHERE lock.pid = pg_catalog.pg_backend_pid() AND lock.locktype = 'relation' AND lock.granted AND lock.mode <> 'SIReadLock'
              AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            """;

    private LockReader() {
    }

    /** The strongest lock on each relation. */
    static Map<Long, LockMode> read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCKS); ResultSet rows = query.executeQuery()) {
            Map<Long, LockMode> strongest = new HashMap<>();
            while (rows.next()) {
                strongest.merge(rows.getLong(1), LockMode.of(rows.getString(2)),
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
            return strongest;
        }
    }
}
