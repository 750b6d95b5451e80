package com.wedsync.core.command;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.migration.Extension;
import com.wedsync.core.migration.MigrationResult;
import com.wedsync.core.migration.MigrationStatus;

/** Migrations as a person reads them on a terminal. */
final class MigrationText {

    private MigrationText() {
    }

    static String of(MigrationResult result) {
        StringBuilder text = new StringBuilder();
        for (String script : result.appliedMigrations()) {
            text.append(result.dryRun() ? "Executed " : "Applied ").append(script).append('\n');
        }
        if (result.checked() != null) {
            text.append(result.checked()).append('\n');
        } else if (result.success()) {
            text.append(result.appliedMigrations().isEmpty() ? "Nothing was pending, the schema is up to date.\n"
                    : "The schema is up to date.\n");
        }
        if (result.findings() != null) {
            result.findings().forEach(finding -> text.append(FindingText.of(finding)));
        }
        return text.toString();
    }

    static String of(MigrationStatus status) {
        StringBuilder text = new StringBuilder("State: ").append(status.state().toString().replace('_', ' ')).append('\n');
        MigrationStatus.LastRun last = status.lastRun();
        if (last != null) {
            text.append("Last run: %s, by %s on %s at %s%s%n".formatted(last.status(), last.requestedBy(), last.instance(),
                    last.startedAt(), script(last)));
        }
        list(text, "Applied:", status.applied().stream().map(MigrationText::line).toList());
        list(text, "Pending:", status.pending().stream().map(MigrationStatus.Pending::script).toList());
        list(text, "Extensions:", status.extensions().stream().map(MigrationText::line).toList());
        return text.toString();
    }

    private static String line(Extension extension) {
        String state = extension.version() != null ? extension.version()
                : extension.available() ? "not installed" : "the server does not have it";
        return String.format(Locale.ROOT, "%-45s %s%s", extension.name(), state, extension.required() ? "" : " (optional)");
    }

    private static String line(MigrationStatus.Applied script) {
        return String.format(Locale.ROOT, "%-45s %s  %6d ms  by %s", script.script(), script.installedOn(),
                script.executionTimeMs(), orUnknown(script.requestedBy()));
    }

    private static String script(MigrationStatus.LastRun last) {
        return last.script() == null ? "" : ", script " + last.script();
    }

    private static String orUnknown(@Nullable String name) {
        return name == null ? "(not recorded)" : name;
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        text.append(title).append(lines.isEmpty() ? " none\n" : "\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
}
