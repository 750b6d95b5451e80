package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The table ops.migration_run, and the audit log, over a connection in autocommit mode. Both come with migration V3: what
 * happens before is recorded as soon as they are there.
 */
final class MigrationRuns {

    private final Connection connection;

    MigrationRuns(Connection connection) {
        this.connection = connection;
    }

    /** A run that ended without saying so. */
    record Interrupted(String requestedBy, String instance, Instant startedAt, @Nullable String script) {
    }

    /** Whether the table is there. */
    boolean exist() throws SQLException {
        return isTrue("SELECT pg_catalog.to_regclass('ops.migration_run') IS NOT NULL");
    }

    /** Whether a run is under way, or was when its process was killed. */
    boolean hasRunning() throws SQLException {
        return exist() && isTrue("SELECT EXISTS (SELECT FROM ops.migration_run WHERE status = 'running')");
    }

    /** Only for who holds the {@link MigrationLock}: nobody else can be running. */
    List<Interrupted> markInterrupted() throws SQLException {
        if (!exist()) {
            return List.of();
        }
        List<Interrupted> interrupted = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE ops.migration_run
                SET status = 'interrupted', finished_at = now(),
                    problem = coalesce(problem, '{}') || '{"message": "the process ended before the run did"}'
                WHERE status = 'running'
                RETURNING requested_by, instance, started_at, problem ->> 'script'
                """); ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                interrupted.add(new Interrupted(rows.getString(1), rows.getString(2),
                        rows.getObject(3, OffsetDateTime.class).toInstant(), rows.getString(4)));
            }
        }
        return interrupted;
    }

    /** Returns the run's id, or null while there is no table. */
    @Nullable
    UUID insert(boolean dryRun, String requestedBy, String instance, Instant startedAt) throws SQLException {
        if (!exist()) {
            return null;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO ops.migration_run (dry_run, requested_by, instance, started_at)
                VALUES (?, ?, ?, ?)
                RETURNING id
                """)) {
            insert.setBoolean(1, dryRun);
            insert.setString(2, requestedBy);
            insert.setString(3, instance);
            insert.setObject(4, startedAt.atOffset(ZoneOffset.UTC));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    /** Says which script is under way, so that the name outlives the process. */
    void update(UUID id, List<String> applied, String script) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE ops.migration_run
                SET applied = ?, problem = jsonb_build_object('script', ?::text)
                WHERE id = ?
                """)) {
            update.setArray(1, connection.createArrayOf("text", applied.toArray()));
            update.setString(2, script);
            update.setObject(3, id);
            update.executeUpdate();
        }
    }

    /** Ends a run and writes it to the audit log, in one statement and so in one transaction. */
    void finish(UUID id, MigrationResult result) throws SQLException {
        MigrationError error = result.errorDetails().isEmpty() ? null : result.errorDetails().getFirst();
        try (PreparedStatement update = connection.prepareStatement(
                """
                        WITH finished AS (
                            UPDATE ops.migration_run
                            SET status = ?, finished_at = clock_timestamp(), applied = ?,
                                problem = CASE WHEN ? THEN jsonb_build_object(
                                    'script', ?::text, 'line', ?::integer, 'sql_state', ?::text, 'message', ?::text, 'errors', to_jsonb(?::text[]))
                                END
                            WHERE id = ?
                            RETURNING *
                        )
                        SELECT ops.append_audit(finished.requested_by, 'migrate', NULL, jsonb_build_object(
                            'run', finished.id, 'dry_run', finished.dry_run, 'status', finished.status, 'applied', finished.applied))
                        FROM finished
                        """)) {
            update.setString(1, result.success() ? "succeeded" : "failed");
            update.setArray(2, connection.createArrayOf("text", result.appliedMigrations().toArray()));
            update.setBoolean(3, error != null);
            update.setString(4, error == null ? null : error.script());
            update.setObject(5, error == null ? null : error.line(), Types.INTEGER);
            update.setString(6, error == null ? null : error.sqlState());
            update.setString(7, error == null ? null : error.message());
            update.setArray(8, connection.createArrayOf("text", result.errors().toArray()));
            update.setObject(9, id);
            update.execute();
        }
    }

    private boolean isTrue(String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question); ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
