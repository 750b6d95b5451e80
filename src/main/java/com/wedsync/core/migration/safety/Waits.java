package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.wedsync.core.migration.safety.Catalogue.Relation;

/** Locks held to the end of the script, and what the script did to the limits of waiting for them. */
final class Waits {

    private static final Pattern LIMIT = Pattern.compile(
            "\\bset\\s+(?:(?:local|session)\\s+)?\"?lock_timeout\\b|\\bset_config\\s*\\(\\s*'lock_timeout'|^reset\\s+all\\b",
            Pattern.CASE_INSENSITIVE);
    /** Of something else: a function may have limits of its own. */
    private static final Pattern DEFINITION = Pattern.compile("(?:create|alter|comment)\\b", Pattern.CASE_INSENSITIVE);

    private Waits() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        for (Relation relation : step.base().relations().values()) {
            LockMode mode = step.locks().get(relation.id());
            if (mode != null && mode.stopsReaders()) {
                found.add(Suspicion.of(ScriptRule.BLOCK_READERS, relation.name(), "Readers and writers of " + relation.name()
                        + " wait from the statement that takes " + mode.title() + " to the end of the script",
                        relation.name()));
            } else if (mode != null && mode.stopsWriters()) {
                found.add(Suspicion.of(ScriptRule.BLOCK_WRITERS, relation.name(), "Writers of " + relation.name()
                        + " wait from the statement that takes " + mode.title() + " to the end of the script",
                        relation.name()));
            }
        }
        if (step.transactional() && !step.before().transaction().equals(step.after().transaction())) {
            found.add(Suspicion.of(ScriptRule.TRANSACTION_CONTROL, "transaction",
                    "The script ended its transaction: what it did before stays when it fails after", null));
        } else if (step.transactional() && changesLimit(step)) {
            found.add(Suspicion.of(ScriptRule.LOCK_TIMEOUT, "lock_timeout", "The script changes lock_timeout, which is "
                    + step.after().lockTimeout()
                    + " at its end: while it waits for a lock, everybody who comes after it waits too",
                    null));
        }
        return found;
    }

    /** At the end, or only meanwhile, which the text of the script shows. */
    private static boolean changesLimit(Step step) {
        return !step.before().lockTimeout().equals(step.after().lockTimeout())
                || step.statements().stream().map(StatementText::withoutComments)
                        .anyMatch(statement -> !DEFINITION.matcher(statement).lookingAt() && LIMIT.matcher(statement).find());
    }
}
