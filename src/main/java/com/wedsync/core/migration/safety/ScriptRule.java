package com.wedsync.core.migration.safety;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What scripts are judged by, with the safe way to do the same; docs/migrations.md is the table of them. */
@Schema(type = SchemaType.STRING, examples = "drop-column", description = "see docs/migrations.md")
@RegisterForReflection
public enum ScriptRule {

    DROP_TABLE(FindingLevel.ERROR, "Release a version that does not use it first, drop it in the release after that."),
    RENAME_TABLE(FindingLevel.ERROR, "Make the new one, write to both, move the readers, drop the old one a release later."),
    DROP_VIEW(FindingLevel.ERROR, "Release a version that does not use it first, drop it in the release after that."),
    DROP_COLUMN(FindingLevel.ERROR, "Release a version that does not use it first, drop it in the release after that."),
    RENAME_COLUMN(FindingLevel.ERROR,
            "Add a column, write to both, fill it, move the readers, drop the old one a release later."),
    CHANGE_COLUMN_TYPE(FindingLevel.ERROR,
            "Add a column of the new type, write to both, fill it, move the readers, drop the old one a release later."),
    DROP_FUNCTION(FindingLevel.ERROR, "Keep the old signature beside the new one, drop it a release later."),
    CHANGE_FUNCTION_RESULT(FindingLevel.ERROR, "Make a function of another name, drop the old one a release later."),
    CHANGE_FUNCTION_ARGUMENTS(FindingLevel.ERROR, "Make a function of another name, drop the old one a release later."),
    LOST_GRANT(FindingLevel.ERROR, "Grant it again in the same script; take it away a release after the last use."),
    DROP_LABEL(FindingLevel.ERROR, "Add the new label, and leave the old one: it costs nothing."),
    DROP_UNIQUE(FindingLevel.ERROR,
            "Release a version without ON CONFLICT on it, and that can do with twins, first; to replace it, build the same first."),
    ADD_REQUIRED_COLUMN(FindingLevel.ERROR,
            "Add it with a constant default, or without NOT NULL and require it a release later."),
    SET_NOT_NULL(FindingLevel.ERROR,
            "ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in the next script, then SET NOT NULL."),
    DROP_DEFAULT(FindingLevel.ERROR, "Release a version that names the column in every INSERT first."),

    REWRITE_TABLE(FindingLevel.ERROR,
            "Add a column and fill it in small batches; give new columns constant defaults; do not TRUNCATE."),
    VALIDATE_AT_ONCE(FindingLevel.ERROR, "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a script of its own."),
    INDEX_IN_TRANSACTION(FindingLevel.ERROR,
            "CREATE INDEX CONCURRENTLY in a script of its own; for a constraint, ADD CONSTRAINT … USING INDEX after it."),
    DROP_INDEX_IN_TRANSACTION(FindingLevel.WARNING, "DROP INDEX CONCURRENTLY in a script of its own."),
    REBUILD_INDEX(FindingLevel.ERROR, "REINDEX … CONCURRENTLY in a script of its own."),
    INVALID_INDEX(FindingLevel.ERROR, "Begin the script with DROP INDEX CONCURRENTLY IF EXISTS, so that it can be run again."),
    BLOCK_READERS(FindingLevel.WARNING,
            "Keep the script short, nothing slow after the statement that takes the lock; apply it when the table is quiet."),
    BLOCK_WRITERS(FindingLevel.WARNING,
            "Keep the script short, nothing slow after the statement that takes the lock; apply it when the table is quiet."),
    WAIT_FOR_TRANSACTIONS(FindingLevel.WARNING, "Let them end before the script is applied, or end them."),

    NEW_CONSTRAINT(FindingLevel.WARNING,
            "Make sure that the running version writes nothing that it refuses; if it does, release that first."),
    TRANSACTION_CONTROL(FindingLevel.ERROR,
            "Leave BEGIN, COMMIT and ROLLBACK out: a script is one transaction, and undone when it fails."),
    UNLIMITED_WAIT(FindingLevel.ERROR,
            "Put it into a script of its own, in a transaction: each try waits at most wedsync.migration.lock-timeout."),
    LOCK_TIMEOUT(FindingLevel.WARNING, "Leave lock_timeout alone: it is wedsync.migration.lock-timeout, with retries."),
    NOT_REPEATABLE(FindingLevel.ERROR,
            "Begin with DROP INDEX CONCURRENTLY IF EXISTS, and leave IF NOT EXISTS out: it takes an invalid index for a good one."),

    NARROW_KEY(FindingLevel.WARNING, "Use bigint or uuid."),
    SERIAL_COLUMN(FindingLevel.WARNING, "Use bigint GENERATED ALWAYS AS IDENTITY."),
    LIMITED_TEXT(FindingLevel.WARNING, "Use text, and a CHECK constraint if there is a limit."),
    TIMESTAMP_WITHOUT_TIME_ZONE(FindingLevel.WARNING, "Use timestamptz."),
    LONG_NAME(FindingLevel.WARNING, "Use a shorter name: PostgreSQL cuts names at 63 bytes."),

    UNUSED_ACKNOWLEDGEMENT(FindingLevel.WARNING,
            "Write -- safety: <rule> <object>, <reason> as the finding spells them, or remove the line.");

    private final FindingLevel level;
    private final String advice;

    ScriptRule(FindingLevel level, String advice) {
        this.level = level;
        this.advice = advice;
    }

    public FindingLevel level() {
        return level;
    }

    /** The safe way, in a sentence. */
    public String advice() {
        return advice;
    }

    /** As answers and acknowledgements spell it. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ScriptRule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.toString().equals(id)).findFirst();
    }
}
