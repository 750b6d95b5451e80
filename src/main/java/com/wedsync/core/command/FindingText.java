package com.wedsync.core.command;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.migration.safety.LiveTable;
import com.wedsync.core.migration.safety.Obstacle;
import com.wedsync.core.migration.safety.ScriptFinding;

/** What a dry run found, as a person reads it on a terminal. */
final class FindingText {

    private static final double MIBIBYTE = 1024.0 * 1024.0;

    private FindingText() {
    }

    static String of(ScriptFinding finding) {
        StringBuilder text = new StringBuilder("%n%s: %s %s in %s%n  %s%n".formatted(
                finding.level().toString().toUpperCase(Locale.ROOT), finding.rule(), finding.object(), finding.script(),
                finding.message()));
        text.append(finding.reason() == null ? "  Instead: " + finding.advice() : "  Accepted: " + finding.reason())
                .append('\n');
        LiveTable table = finding.table();
        if (table != null) {
            text.append("  ").append(table.name()).append(": ").append(size(table)).append('\n');
            table.sessions().forEach(session -> text.append("  In the way now: ").append(session(session)).append('\n'));
        }
        return text.toString();
    }

    private static String size(LiveTable table) {
        String bytes = table.sizeBytes() == null ? "size unknown"
                : String.format(Locale.ROOT, "%.1f MiB", table.sizeBytes() / MIBIBYTE);
        String rows = table.estimatedRows() == null ? "rows unknown" : "about " + table.estimatedRows() + " rows";
        return bytes + ", " + rows + (table.unknown() == null ? "" : " (" + table.unknown() + ")");
    }

    private static String session(Obstacle session) {
        return "pid " + session.pid() + part(session.application()) + part(session.state())
                + (session.inTransactionMs() == null ? ""
                        : String.format(Locale.ROOT, ", in transaction for %.1f s", session.inTransactionMs() / 1000.0))
                + (session.lockModes().isEmpty() ? "" : ", holds " + String.join(", ", session.lockModes()));
    }

    private static String part(@Nullable String value) {
        return value == null ? "" : ", " + value;
    }
}
