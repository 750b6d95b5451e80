package com.wedsync.core.migration;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

import com.wedsync.core.migration.safety.ScriptText;

/**
 * The scripts compared with the history, without changing anything.
 *
 * @param applied in the order they were applied
 * @param pending in the order they will be applied; also those that failed half-way outside a transaction
 * @param problems why nothing may be applied: an applied script was changed or removed, or a script came too late or
 *        has no version
 */
record Inspection(List<MigrationInfo> applied, List<MigrationInfo> pending, List<MigrationError> problems) {

    static Inspection of(Flyway flyway) {
        List<MigrationInfo> applied = new ArrayList<>();
        List<MigrationInfo> pending = new ArrayList<>();
        List<MigrationError> problems = new ArrayList<>();
        for (MigrationInfo script : flyway.info().all()) {
            if (script.getType().isSynthetic()) {
                continue; // that Flyway made the schema of its history is no script
            }
            if (script.getState() == MigrationState.PENDING || script.getState() == MigrationState.FAILED) {
                pending.add(script);
            } else if (script.isApplied()) {
                applied.add(script);
            }
            problems.addAll(problems(script));
        }
        return new Inspection(List.copyOf(applied), List.copyOf(pending), List.copyOf(problems));
    }

    boolean isUpToDate() {
        return pending.isEmpty() && problems.isEmpty();
    }

    List<String> pendingScripts() {
        return pending.stream().map(Inspection::name).toList();
    }

    List<String> appliedScripts() {
        return applied.stream().map(Inspection::name).toList();
    }

    /** A history that is ahead (state FUTURE) is none: during a roll-out older replicas work on a newer schema. */
    private static List<MigrationError> problems(MigrationInfo script) {
        if (script.getVersion() == null) {
            return List.of(MigrationError.of(name(script),
                    "This script is repeatable, and nothing judges what it does the next time: give it a version"));
        }
        return switch (script.getState()) {
            case MISSING_SUCCESS, MISSING_FAILED -> List.of(MigrationError.of(name(script),
                    "This script was applied to the database but is not part of this version of the service"));
            case IGNORED -> List.of(MigrationError.of(name(script),
                    "This script was never applied, and a later one was: give it a higher version"));
            case SUCCESS, OUT_OF_ORDER -> changed(script);
            default -> List.of();
        };
    }

    private static List<MigrationError> changed(MigrationInfo script) {
        if (!script.isChecksumMatching()) {
            return List.of(MigrationError.of(name(script),
                    "This script was changed after it was applied: its checksum was "
                            + script.getAppliedChecksum() + " and now is " + script.getResolvedChecksum()
                            + "; restore it and put the change into a new script"));
        }
        return script.isDescriptionMatching() && script.isTypeMatching() ? List.of()
                : List.of(MigrationError.of(name(script), "This script was renamed after it was applied"));
    }

    /** The file's name. */
    static String name(MigrationInfo script) {
        return ScriptText.name(script);
    }
}
