package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.migration.safety.Catalogue.Relation;

/** Locks held to the end of the script, and what the script did to the limits of waiting for them. */
final class Waits {

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
        } else if (step.transactional() && !step.before().lockTimeout().equals(step.after().lockTimeout())) {
            found.add(Suspicion.of(ScriptRule.LOCK_TIMEOUT, "lock_timeout", "The script set lock_timeout to "
                    + step.after().lockTimeout() + ": while it waits for a lock, everybody who comes after it waits too",
                    null));
        }
        return found;
    }
}
