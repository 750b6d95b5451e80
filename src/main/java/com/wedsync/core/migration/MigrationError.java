package com.wedsync.core.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What stopped a run.
 *
 * @param script null if it was no script
 * @param line of the script, from 1; null if no statement of it was executed
 * @param sqlState null if it was not PostgreSQL that refused
 * @param message as PostgreSQL words it
 */
@Schema(description = "What stopped a run.")
@RegisterForReflection
public record MigrationError(
        @Schema(examples = "V5__seating_plan.sql") @Nullable String script,
        @Schema(examples = "12") @Nullable Integer line,
        @Schema(description = "SQLSTATE", examples = "42P01") @Nullable String sqlState,
        @Schema(examples = "relation \"wedding.gest\" does not exist") String message) {

    static MigrationError of(String script, String message) {
        return new MigrationError(script, null, null, message);
    }

    /**
     * What Flyway's exception says; where PostgreSQL did not speak, in the words of the innermost cause.
     *
     * @param running the script that was under way, if the exception does not know
     */
    static MigrationError from(FlywayException refusal, @Nullable String running) {
        String script = running;
        Integer line = null;
        SQLException sql = null;
        String words = "";
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            words = String.valueOf(cause.getMessage()).strip();
            switch (cause) {
                case FlywayMigrateException migrate -> script = Inspection.name(migrate.getMigration());
                case FlywaySqlScriptException statement -> line = line(statement);
                case SQLException refused -> sql = refused;
                default -> {
                    // the rest only wraps
                }
            }
        }
        return new MigrationError(script, line, sql == null ? null : sql.getSQLState(),
                sql == null ? words : message(sql));
    }

    /** The same, with what the script left to the next run. */
    MigrationError leaving(List<String> invalidIndexes) {
        return invalidIndexes.isEmpty() ? this
                : new MigrationError(script, line, sqlState,
                        message + ". It left invalid indexes: " + String.join(", ", invalidIndexes));
    }

    /** One sentence with everything in it. */
    @Override
    public String toString() {
        return (script == null ? "" : script + (line == null ? "" : " line " + line) + ": ")
                + message + (sqlState == null ? "" : " (SQLSTATE " + sqlState + ")");
    }

    /** A lock that was not granted in time; worth another try. */
    boolean isLockTimeout() {
        return "55P03".equals(sqlState);
    }

    /** The server went away or was told to stop: no fault of the script. */
    boolean isOutage() {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }

    /** Flyway knows where the statement begins, PostgreSQL often where in it the fault is. */
    private static @Nullable Integer line(FlywaySqlScriptException statement) {
        if (statement.getLineNumber() < 1) {
            return null;
        }
        int position = statement.getCause() instanceof PSQLException refused && refused.getServerErrorMessage() != null
                ? refused.getServerErrorMessage().getPosition()
                : 0;
        String before = statement.getStatement().substring(0, Math.clamp(position - 1, 0, statement.getStatement().length()));
        return statement.getLineNumber() + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
    }

    private static String message(SQLException refused) {
        ServerErrorMessage server = refused instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return String.valueOf(refused.getMessage()).strip();
        }
        StringBuilder text = new StringBuilder(server.getMessage());
        for (String more : new String[] { server.getDetail(), server.getHint() }) {
            if (more != null) {
                text.append(". ").append(more);
            }
        }
        String where = server.getWhere();
        if (where != null && where.toLowerCase(Locale.ROOT).startsWith("pl/pgsql")) {
            text.append(" [").append(where.lines().findFirst().orElse(where)).append(']');
        }
        return text.toString();
    }
}
