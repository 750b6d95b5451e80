package com.wedsync.core.migration.safety;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a pending script would do to the running version, or to those who use the same table.
 *
 * @param object what it is about; an acknowledgement names it
 * @param message what happens to whom
 * @param advice the safe way
 * @param reason why the author accepts it; null if nobody does
 * @param table null if it is about none that exists already
 */
@Schema(description = "What a pending script would do to the running version, or to those who use the same table.")
@RegisterForReflection
public record ScriptFinding(
        ScriptRule rule,
        FindingLevel level,
        @Schema(examples = "V5__seating_plan.sql") String script,
        @Schema(description = "what it is about; an acknowledgement names it", examples = "wedding.guest.seat") String object,
        @Schema(description = "what happens to whom", examples = "wedding.guest.seat is gone: statements of the running version that name it fail") String message,
        @Schema(description = "the safe way", examples = "Release a version that does not use it first, drop it in the release after that.") String advice,
        @Schema(description = "why the author of the script accepts it") @Nullable String reason,
        @Schema(description = "null if it is about none that exists already") @Nullable LiveTable table) {

    /** Whether the script should not be applied. */
    @JsonIgnore
    public boolean isError() {
        return level == FindingLevel.ERROR;
    }

    /** ScriptRule, object and message in one sentence. */
    public String sentence() {
        return rule + " " + object + ": " + message;
    }
}
