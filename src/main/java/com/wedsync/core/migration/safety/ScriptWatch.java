package com.wedsync.core.migration.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Watches Flyway execute pending scripts in a throw-away database, step by step. */
public final class ScriptWatch extends BaseCallback {

    /** Scripts up to this one were written before there was a release that has to survive them. */
    public static final MigrationVersion FOUNDATION = MigrationVersion.fromVersion("94");

    private static final Set<Event> EVENTS = Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE_STATEMENT,
            Event.AFTER_EACH_MIGRATE);

    private final Set<MigrationVersion> pending;
    private final List<Judge> judges = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private @Nullable Catalogue base;
    private Step.@Nullable State before;

    /** @param pending the others have been applied already, and are replayed */
    public ScriptWatch(Set<MigrationVersion> pending) {
        this.pending = Set.copyOf(pending);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return EVENTS.contains(event);
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            handle(event, context, context.getConnection());
        } catch (SQLException trouble) {
            throw new FlywayException("The script cannot be judged: " + trouble.getMessage(), trouble);
        }
    }

    /** Everything that was found so far, with what {@code target}, the live database, says about the tables. */
    public List<ScriptFinding> findings(Connection target) throws SQLException {
        List<ScriptFinding> findings = new ArrayList<>();
        for (Judge judge : judges) {
            findings.addAll(judge.findings(target));
        }
        return findings;
    }

    private void handle(Event event, Context context, Connection connection) throws SQLException {
        if (event == Event.BEFORE_EACH_MIGRATE) {
            begin(context.getMigrationInfo(), connection);
            return;
        }
        if (before == null) {
            return;
        }
        boolean transactional = !connection.getAutoCommit();
        if (event == Event.AFTER_EACH_MIGRATE_STATEMENT) {
            String statement = context.getStatement().getSql();
            statements.add(statement);
            if (!transactional) {
                step(connection, List.of(statement), Map.of());
            }
        } else if (transactional) {
            step(connection, List.copyOf(statements), LockReader.read(connection));
        } else {
            judges.getLast().addText(List.copyOf(statements));
        }
    }

    private void begin(MigrationInfo script, Connection connection) throws SQLException {
        before = null;
        statements.clear();
        if (script.getVersion() == null || !pending.contains(script.getVersion())) {
            return;
        }
        Step.State now = state(connection);
        base = base == null ? now.catalogue() : base;
        if (script.getVersion().compareTo(FOUNDATION) > 0) {
            before = now;
            judges.add(new Judge(ScriptText.name(script), ScriptText.read(script)));
        }
    }

    private void step(Connection connection, List<String> executed, Map<Long, LockMode> locks) throws SQLException {
        Step.State now = state(connection);
        judges.getLast().add(new Step(!connection.getAutoCommit(), executed, Objects.requireNonNull(base),
                Objects.requireNonNull(before), now, locks));
        before = now;
    }

    private static Step.State state(Connection connection) throws SQLException {
        return new Step.State(CatalogueReader.read(connection),
                value(connection, "SELECT pg_catalog.current_setting('lock_timeout')"),
                value(connection, "SELECT pg_catalog.transaction_timestamp()::text"));
    }

    private static String value(Connection connection, String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
