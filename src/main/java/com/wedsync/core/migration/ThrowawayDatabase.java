package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import org.jboss.logging.Logger;

/**
 * A database that exists for one dry run.
 *
 * <p>
 * Its name carries the number of an advisory lock that its maker holds: a database whose number nobody holds was left by a
 * killed process. The lock is taken before the database is made and given back after it is dropped, so that nobody takes a
 * live one for a leftover.
 */
final class ThrowawayDatabase implements AutoCloseable {

    private static final String PREFIX = "wedsync_dry_run_";
    /** Another first key than that of {@link MigrationLock}, whose second key is 0. */
    private static final int KEYS = MigrationLock.KEYS + 1;
    private static final String TEMPLATE = "wedsync_template";
    private static final String PLAIN_TEMPLATE = "template1";
    private static final Logger LOG = Logger.getLogger(ThrowawayDatabase.class);

    private final Connection maker;
    private final int number;
    private final String template;

    private ThrowawayDatabase(Connection maker, int number, String template) {
        this.maker = maker;
        this.number = number;
        this.template = template;
    }

    /** Makes one. */
    static ThrowawayDatabase create(DataSource pool) throws SQLException {
        Connection maker = pool.getConnection();
        try {
            int number = reserveNumber(maker);
            String template = isTrue(maker, "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ?)", TEMPLATE)
                    ? TEMPLATE
                    : PLAIN_TEMPLATE;
            execute(maker, "CREATE DATABASE " + PREFIX + number + " TEMPLATE " + template);
            return new ThrowawayDatabase(maker, number, template);
        } catch (SQLException impossible) {
            try (maker) {
                execute(maker, "SELECT pg_catalog.pg_advisory_unlock_all()");
            }
            throw impossible;
        }
    }

    /** Whether the log-in behind {@code connection} may make databases. */
    static boolean isAllowed(Connection connection) throws SQLException {
        return isTrue(connection,
                "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user AND ?", true);
    }

    /** Drops what killed dry runs of this log-in left on the server, and returns the names. */
    static List<String> dropLeftovers(Connection connection) throws SQLException {
        List<String> leftovers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT datname
                FROM pg_catalog.pg_database
                WHERE datname ~ ('^' || ? || '[0-9]{1,10}$')
                  AND datdba = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
                  AND NOT EXISTS (
                      SELECT
                      FROM pg_catalog.pg_locks
                      WHERE locktype = 'advisory' AND classid = ?::oid AND objid = substring(datname FROM '[0-9]+$')::oid
                        AND objsubid = 2)
                """)) {
            query.setString(1, PREFIX);
            query.setInt(2, KEYS);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    leftovers.add(rows.getString(1));
                }
            }
        }
        for (String leftover : leftovers) {
            drop(connection, leftover);
            LOG.warnf("An earlier dry run was interrupted, dropped its database database=%s", leftover);
        }
        return leftovers;
    }

    String name() {
        return PREFIX + number;
    }

    /** The database it is a copy of. */
    String template() {
        return template;
    }

    @Override
    public void close() throws SQLException {
        try (Connection released = maker) {
            try {
                drop(released, name());
            } finally {
                execute(released, "SELECT pg_catalog.pg_advisory_unlock_all()");
            }
        }
    }

    private static int reserveNumber(Connection maker) throws SQLException {
        while (true) {
            int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
            if (isTrue(maker, "SELECT pg_catalog.pg_try_advisory_lock(" + KEYS + ", ?)", number)) {
                return number;
            }
        }
    }

    private static void drop(Connection connection, String database) throws SQLException {
        execute(connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static boolean isTrue(Connection connection, String question, Object value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setObject(1, value);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
