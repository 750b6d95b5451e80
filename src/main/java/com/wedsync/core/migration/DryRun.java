package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Instance;
import com.wedsync.core.migration.safety.ScriptFinding;
import com.wedsync.core.migration.safety.ScriptWatch;

/**
 * Executes the pending scripts where they can do no harm: in a throw-away database, after those that are applied already.
 *
 * <p>
 * What a script does to roles would not stay there, because roles belong to the whole server; the owner's log-in that
 * bootstrap.sql makes has no right to change any.
 */
final class DryRun {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final OwnerDatabase owner;
    private final Supplier<? extends Configuration> flyway;
    private final Clock clock;

    DryRun(OwnerDatabase owner, Supplier<? extends Configuration> flyway, Clock clock) {
        this.owner = owner;
        this.flyway = flyway;
        this.clock = clock;
    }

    MigrationResult run(String requestedBy) {
        Instant startedAt = clock.instant();
        try (Connection connection = owner.pool().getConnection()) {
            ThrowawayDatabase.dropLeftovers(connection);
            MigrationResult result = check(connection);
            MigrationRuns runs = new MigrationRuns(connection);
            UUID id = runs.insert(true, requestedBy, Instance.name(), startedAt);
            if (id != null) {
                runs.finish(id, result);
            }
            return result;
        } catch (SQLException | FlywayException trouble) {
            throw Outage.from(trouble);
        }
    }

    /** Drops what killed dry runs left on the server. */
    void dropLeftovers() {
        try (Connection connection = owner.pool().getConnection()) {
            ThrowawayDatabase.dropLeftovers(connection);
        } catch (SQLException trouble) {
            throw Outage.from(trouble);
        }
    }

    private MigrationResult check(Connection connection) throws SQLException {
        Inspection target = Inspection.of(new Flyway(FlywaySettings.on(flyway.get(), owner.pool())));
        if (!target.problems().isEmpty()) {
            return MigrationResult.dry(List.of(), target.problems(),
                    "Nothing was executed: the scripts do not match the history of the database.", clock.instant());
        }
        if (target.pending().isEmpty()) {
            return MigrationResult.dry(List.of(), List.of(), "Nothing is pending; the checksums and the order of the "
                    + target.applied().size() + " applied scripts were compared with the history.", List.of(),
                    clock.instant());
        }
        if (!ThrowawayDatabase.isAllowed(connection)) {
            return validate(target, "the log-in " + owner.user() + " may not create databases (CREATEDB)");
        }
        return execute(connection, target);
    }

    private MigrationResult execute(Connection connection, Inspection target) throws SQLException {
        try (ThrowawayDatabase throwaway = ThrowawayDatabase.create(owner.pool())) {
            DataSource place = owner.scriptsIn(throwaway.name(), LOCK_TIMEOUT);
            List<String> missing = Extensions.copy(connection, place);
            Executed executed = new Executed();
            ScriptWatch watch = new ScriptWatch(
                    target.pending().stream().map(MigrationInfo::getVersion)
                            .filter(Objects::nonNull).collect(Collectors.toSet()));
            MigrationError error = replay(place, executed, watch, target);
            if (error != null && (!missing.isEmpty() || target.appliedScripts().contains(error.script()))) {
                return validate(target, "a copy of " + throwaway.template() + " cannot be made like this database"
                        + (missing.isEmpty() ? ""
                                : " (" + owner.user() + " may not create the extensions "
                                        + String.join(", ", missing) + " in it; bootstrap.sh makes a template that has them)")
                        + ", where " + error);
            }
            return executed(target, executed.ended, error, throwaway.template(), watch.findings(connection));
        }
    }

    private @Nullable MigrationError replay(DataSource place, Executed executed, ScriptWatch watch,
            Inspection target) {
        try {
            new Flyway(FlywaySettings.on(flyway.get(), place).callbacks(executed, watch)).migrate();
            return null;
        } catch (FlywayException refusal) {
            return MigrationError.from(refusal, executed.underWay(target));
        }
    }

    private MigrationResult executed(Inspection target, List<String> ended, @Nullable MigrationError error, String template,
            List<ScriptFinding> findings) {
        List<String> pending = target.pendingScripts();
        List<String> done = pending.stream().filter(ended::contains).toList();
        String where = "in a throw-away database made from " + template + " without any data, after the "
                + target.applied().size() + " applied ones had been replayed there";
        return MigrationResult.dry(done, error == null ? List.of() : List.of(error), error == null
                ? "All " + pending.size() + " pending scripts were executed " + where
                        + "; how they deal with existing rows, and how long they hold locks, was not tested."
                : done.size() + " of " + pending.size() + " pending scripts were executed " + where + ", then one failed.",
                findings, clock.instant());
    }

    /** Less than a dry run should be, and says so. */
    private MigrationResult validate(Inspection target, String reason) {
        List<MigrationError> errors = new ArrayList<>();
        for (MigrationInfo script : target.pending()) {
            try {
                // makes Flyway read the script and split it into statements
                ((MigrationInfoImpl) script).canExecuteInTransaction();
            } catch (FlywayException unreadable) {
                errors.add(MigrationError.from(unreadable, Inspection.name(script)));
            }
        }
        return MigrationResult.dry(List.of(), errors, "Nothing was executed, because " + reason
                + "; only the checksums and the order of all scripts were checked, and that the " + target.pending().size()
                + " pending ones can be read and split into statements.", clock.instant());
    }

    /** Which scripts have ended, and which is under way. */
    private static final class Executed extends BaseCallback {
        private final List<String> ended = new ArrayList<>();
        private @Nullable String current;

        /** A script that Flyway refuses to begin is the one after the last that ended; null if none has begun. */
        private @Nullable String underWay(Inspection target) {
            return current == null || !ended.contains(current) ? current
                    : Stream.concat(target.appliedScripts().stream(), target.pendingScripts().stream())
                            .filter(script -> !ended.contains(script)).findFirst().orElse(null);
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            current = Inspection.name(context.getMigrationInfo());
            if (event == Event.AFTER_EACH_MIGRATE) {
                ended.add(current);
            }
        }
    }
}
