package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Instance;
import com.wedsync.core.migration.safety.ScriptText;

/** A run under way: follows Flyway from script to script and writes down where it is. */
final class Run implements Callback {

    private static final Logger LOG = Logger.getLogger(Run.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Each waits up to ten seconds for the head of the audit log, well within the connection's socket timeout. */
    private static final int ATTEMPTS_TO_FINISH = 30;

    private final MigrationLock lock;
    private final MigrationRuns runs;
    private final String requestedBy;
    private final Instant startedAt;
    private final Duration lockTimeout;
    private final List<String> begun = new ArrayList<>();
    private @Nullable UUID id;
    private @Nullable InvalidIndexes indexes;
    private List<String> leftovers = List.of();

    Run(MigrationLock lock, String requestedBy, Instant startedAt, Duration lockTimeout) throws SQLException {
        this.lock = lock;
        this.runs = new MigrationRuns(lock.connection());
        this.requestedBy = requestedBy;
        this.startedAt = startedAt;
        this.lockTimeout = lockTimeout;
        record();
    }

    /** The scripts that were begun before the last one: those are committed. */
    List<String> committed() {
        return begun.isEmpty() ? List.of() : List.copyOf(begun.subList(0, begun.size() - 1));
    }

    /** The script begun last. */
    @Nullable
    String current() {
        return begun.isEmpty() ? null : begun.getLast();
    }

    /** Indexes that the script begun last left invalid, when it failed or because it did not notice. */
    List<String> leftovers() {
        return leftovers;
    }

    /** Everything that was begun has ended well. */
    List<String> all() {
        return List.copyOf(begun);
    }

    void finish(MigrationResult result) throws SQLException {
        UUID recorded = record();
        for (int attempt = 1; recorded != null && !finish(recorded, result, attempt); attempt++) {
            LOG.warnf("The audit log is locked, the end of the migration cannot be written yet run=%s attempt=%d of=%d",
                    recorded, attempt, ATTEMPTS_TO_FINISH);
        }
    }

    /** A run whose end is not written would look interrupted, although its scripts are committed. */
    private boolean finish(UUID recorded, MigrationResult result, int attempt) throws SQLException {
        try {
            runs.finish(recorded, result);
            return true;
        } catch (SQLException refusal) {
            if (attempt < ATTEMPTS_TO_FINISH && LOCK_NOT_AVAILABLE.equals(refusal.getSQLState())) {
                return false;
            }
            throw refusal;
        }
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                begin(context.getMigrationInfo(), context.getConnection());
            } else if (indexes != null) {
                end(event, context.getMigrationInfo(), indexes);
            }
        } catch (SQLException trouble) {
            throw new FlywayException("The run cannot go on: " + trouble.getMessage(), trouble);
        }
    }

    @Override
    public String getCallbackName() {
        return "run";
    }

    private void begin(MigrationInfo migration, Connection connection) throws SQLException {
        String script = Inspection.name(migration);
        lock.verify();
        if (!script.equals(current())) {
            begun.add(script);
        }
        UUID recorded = record();
        if (recorded != null) {
            runs.update(recorded, committed(), script);
        }
        LOG.infof("Migrating script=%s requested_by=%s", script, requestedBy);
        indexes = connection.getAutoCommit() ? InvalidIndexes.before(lock.connection()) : null;
        limitLockWait(connection);
    }

    /** Of a script outside a transaction, whose failure is not rolled back. */
    private void end(Event event, MigrationInfo script, InvalidIndexes before) throws SQLException {
        indexes = null;
        leftovers = before.left(ScriptText.read(script));
        if (leftovers.isEmpty()) {
            return;
        }
        LOG.warnf("The script left invalid indexes script=%s indexes=%s", Inspection.name(script), leftovers);
        if (event == Event.AFTER_EACH_MIGRATE) {
            throw new FlywayException("The script did not fail and is not done");
        }
    }

    /** The run's id; null until the migration that brings the table is committed. */
    private @Nullable UUID record() throws SQLException {
        if (id == null) {
            id = runs.insert(false, requestedBy, Instance.name(), startedAt);
        }
        return id;
    }

    /**
     * Outside a transaction there is no limit: CREATE INDEX CONCURRENTLY waits for older transactions without standing in
     * anybody's way, and would leave an invalid index behind if it were cut off.
     */
    private void limitLockWait(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute(connection.getAutoCommit() ? "SET lock_timeout = 0"
                    : "SET LOCAL lock_timeout = " + lockTimeout.toMillis());
        }
    }
}
