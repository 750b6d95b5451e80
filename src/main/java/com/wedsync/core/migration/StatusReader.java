package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Reads the {@link MigrationStatus}: scripts and history from Flyway, the runs from ops.migration_run. */
final class StatusReader {

    private final Migrator migrator;
    private final OwnerDatabase owner;
    private final Clock clock;

    StatusReader(Migrator migrator, OwnerDatabase owner, Clock clock) {
        this.migrator = migrator;
        this.owner = owner;
        this.clock = clock;
    }

    MigrationStatus read() {
        Inspection inspection = migrator.inspect();
        try (Connection connection = owner.pool().getConnection()) {
            boolean recorded = new MigrationRuns(connection).exist();
            Map<String, String> requesters = recorded ? requesters(connection) : Map.of();
            MigrationStatus.LastRun last = recorded ? lastRun(connection) : null;
            List<MigrationInfo> applied = inspection.applied();
            return new MigrationStatus(state(inspection, last),
                    applied.isEmpty() ? null : version(applied.getLast()),
                    applied.stream().map(script -> applied(script, requesters)).toList(),
                    inspection.pending().stream().map(StatusReader::pending).toList(),
                    inspection.problems().stream().map(MigrationError::toString).toList(),
                    last, Extension.read(connection), clock.instant());
        } catch (SQLException | FlywayException trouble) {
            throw Outage.from(trouble);
        }
    }

    private static MigrationStatus.State state(Inspection inspection, MigrationStatus.@Nullable LastRun last) {
        if (!inspection.problems().isEmpty()) {
            return MigrationStatus.State.INVALID;
        }
        String ended = last == null ? "" : last.status();
        return switch (ended) {
            case "running" -> MigrationStatus.State.RUNNING;
            case "failed" -> inspection.pending().isEmpty() ? MigrationStatus.State.UP_TO_DATE : MigrationStatus.State.FAILED;
            case "interrupted" ->
                inspection.pending().isEmpty() ? MigrationStatus.State.UP_TO_DATE : MigrationStatus.State.INTERRUPTED;
            default -> inspection.pending().isEmpty() ? MigrationStatus.State.UP_TO_DATE : MigrationStatus.State.PENDING;
        };
    }

    private static MigrationStatus.Applied applied(MigrationInfo script, Map<String, String> requesters) {
        return new MigrationStatus.Applied(version(script), script.getDescription(), Inspection.name(script),
                script.getAppliedChecksum(), script.getInstalledBy(),
                script.getInstalledOn().toInstant(), script.getExecutionTime(), requesters.get(Inspection.name(script)));
    }

    private static MigrationStatus.Pending pending(MigrationInfo script) {
        return new MigrationStatus.Pending(version(script), script.getDescription(), Inspection.name(script),
                script.getResolvedChecksum());
    }

    private static @Nullable String version(MigrationInfo script) {
        return script.getVersion() == null ? null : script.getVersion().getVersion();
    }

    private static Map<String, String> requesters(Connection connection) throws SQLException {
        Map<String, String> requesters = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT unnest(applied), requested_by
                FROM ops.migration_run
                WHERE NOT dry_run
                ORDER BY started_at
                """); ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                requesters.put(rows.getString(1), rows.getString(2));
            }
        }
        return requesters;
    }

    private static MigrationStatus.@Nullable LastRun lastRun(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT requested_by, instance, started_at, finished_at, status, problem ->> 'script', problem ->> 'message'
                FROM ops.migration_run
                WHERE NOT dry_run
                ORDER BY started_at DESC
                LIMIT 1
                """); ResultSet row = query.executeQuery()) {
            return !row.next() ? null
                    : new MigrationStatus.LastRun(row.getString(1), row.getString(2), instant(row, 3), instantOrNull(row, 4),
                            row.getString(5), row.getString(6), row.getString(7));
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? null : instant(row, column);
    }
}
