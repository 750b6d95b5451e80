package com.wedsync.core.migration.safety;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.SqlFile;

/** Looks at tables in the database that would be migrated: how large they are, and who has them now. Waits for nobody. */
final class LiveTables {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String HOLDERS = SqlFile.read(LiveTables.class, "holders.sql");
    private static final String TRANSACTIONS = SqlFile.read(LiveTables.class, "transactions.sql");

    private final Connection target;

    /** @param target in autocommit mode */
    LiveTables(Connection target) {
        this.target = target;
    }

    /**
     * @param mode that the script takes on the table; null if it takes none
     * @param awaitsTransactions whether it also waits for every transaction that is older, whatever it holds
     */
    LiveTable look(String table, @Nullable LockMode mode, boolean awaitsTransactions) throws SQLException {
        target.setAutoCommit(false);
        try {
            limitWaits();
            List<Obstacle> sessions = new ArrayList<>(mode == null ? List.of() : holders(table, mode));
            if (awaitsTransactions) {
                transactions().stream().filter(old -> sessions.stream().noneMatch(one -> one.pid() == old.pid()))
                        .forEach(sessions::add);
            }
            return size(table, sessions);
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    private void limitWaits() throws SQLException {
        try (Statement set = target.createStatement()) {
            set.execute("SET LOCAL lock_timeout = '100ms'");
        }
    }

    private LiveTable size(String table, List<Obstacle> sessions) throws SQLException {
        try (PreparedStatement query = target.prepareStatement("""
                SELECT pg_catalog.pg_total_relation_size(relation.oid), nullif(relation.reltuples, -1)::bigint
                FROM pg_catalog.pg_class AS relation
                WHERE relation.oid = pg_catalog.to_regclass(?)
                """)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return new LiveTable(table, null, null, "the database does not have it", sessions);
                }
                Long rows = row.getObject(2, Long.class);
                return new LiveTable(table, row.getLong(1), rows, rows == null ? "it was never analyzed" : null, sessions);
            }
        } catch (SQLException refusal) {
            if (!LOCK_NOT_AVAILABLE.equals(refusal.getSQLState())) {
                throw refusal;
            }
            return new LiveTable(table, null, null, "somebody has it locked", sessions);
        }
    }

    private List<Obstacle> holders(String table, LockMode mode) throws SQLException {
        try (PreparedStatement query = target.prepareStatement(HOLDERS)) {
            query.setString(1, table);
            query.setArray(2, target.createArrayOf("text", mode.conflicting().toArray()));
            return obstacles(query);
        }
    }

    private List<Obstacle> transactions() throws SQLException {
        try (PreparedStatement query = target.prepareStatement(TRANSACTIONS)) {
            return obstacles(query);
        }
    }

    private static List<Obstacle> obstacles(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<Obstacle> sessions = new ArrayList<>();
            while (rows.next()) {
                Array modes = rows.getArray("lock_modes");
                sessions.add(new Obstacle(rows.getInt("pid"), rows.getString("application"), rows.getString("state"),
                        rows.getObject("in_transaction_ms", Long.class), List.of((String[]) modes.getArray())));
            }
            return sessions;
        }
    }
}
