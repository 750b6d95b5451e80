package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jboss.logging.Logger;

/** What a killed run leaves behind, put in order by the next one; only for who holds the {@link MigrationLock}. */
final class Leftovers {

    private static final int TERMINATION_MILLIS = 5000;
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private Leftovers() {
    }

    static void clear(Connection connection) throws SQLException {
        endSessions(connection);
        for (MigrationRuns.Interrupted run : new MigrationRuns(connection).markInterrupted()) {
            LOG.warnf("An earlier migration was interrupted requested_by=%s instance=%s started_at=%s script=%s",
                    run.requestedBy(), run.instance(), run.startedAt(), run.script());
        }
        forgetFailures(connection);
    }

    /** The server may still execute the statement of a process that is gone. */
    private static void endSessions(Connection connection) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("""
                SELECT pid, pg_catalog.pg_terminate_backend(pid, ?)
                FROM pg_catalog.pg_stat_activity
                WHERE datname = current_database() AND usename = current_user AND application_name = ?
                """)) {
            end.setInt(1, TERMINATION_MILLIS);
            end.setString(2, OwnerDatabase.APPLICATION_NAME);
            try (ResultSet sessions = end.executeQuery()) {
                while (sessions.next()) {
                    LOG.warnf("Ended the session of an earlier migration backend_pid=%d", sessions.getInt(1));
                }
            }
        }
    }

    /**
     * Only a script outside a transaction leaves an entry when it fails. Such scripts are written to be repeatable, so they
     * are run again; Flyway would ask for a manual repair.
     */
    private static void forgetFailures(Connection connection) throws SQLException {
        try (PreparedStatement history = connection.prepareStatement(
                "SELECT FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass('ops.flyway_schema_history')");
                ResultSet found = history.executeQuery()) {
            if (!found.next()) {
                return;
            }
        }
        try (PreparedStatement forget = connection.prepareStatement(
                "DELETE FROM ops.flyway_schema_history WHERE NOT success RETURNING regexp_replace(script, '.*/', '')");
                ResultSet scripts = forget.executeQuery()) {
            while (scripts.next()) {
                LOG.warnf("A script that failed half-way is run again script=%s", scripts.getString(1));
            }
        }
    }
}
