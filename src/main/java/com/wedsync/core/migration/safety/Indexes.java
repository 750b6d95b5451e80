package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.wedsync.core.migration.safety.Catalogue.Index;
import com.wedsync.core.migration.safety.Catalogue.Relation;

/** Indexes of tables with rows: made and dropped without standing in the way, valid, and in a script that can be run again. */
final class Indexes {

    private Indexes() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        step.is().indexes().values().stream().filter(index -> !step.was().indexes().containsKey(index.id()))
                .filter(index -> step.existed(index.table()))
                .forEach(index -> made(found, step, index));
        step.base().indexes().values().stream().filter(index -> step.was().indexes().containsKey(index.id()))
                .filter(index -> !step.is().indexes().containsKey(index.id()))
                .filter(index -> isDroppedAlone(step, index))
                .forEach(index -> dropped(found, step, index));
        step.was().indexes().values().stream().filter(index -> isRebuilt(step, index))
                .forEach(index -> found.add(Suspicion.of(ScriptRule.REBUILD_INDEX, index.name(), "Readers and writers of "
                        + step.known(index.table()) + " wait until " + index.name() + " is built anew",
                        step.known(index.table()))));
        step.was().indexes().values().stream().filter(index -> isLost(step, index))
                .forEach(index -> found.add(Suspicion.of(ScriptRule.DROP_UNIQUE, index.name(), index.name()
                        + " is gone: ON CONFLICT of the running version fails, and nothing refuses twins any more",
                        step.known(index.table()))));
        return found;
    }

    /** In its place, and alone: with its table, that one is rewritten. */
    private static boolean isRebuilt(Step step, Index was) {
        Index is = step.is().indexes().get(was.id());
        Relation table = step.was().relations().get(was.table());
        return step.existed(was.table()) && is != null && is.file() != was.file()
                && table != null && step.is().relations().values().stream()
                        .anyMatch(now -> now.id() == table.id() && now.file() == table.file());
    }

    /**
     * A unique index that the running version knows, if neither its table or columns are gone, nor another one does the same.
     */
    private static boolean isLost(Step step, Index index) {
        return step.base().indexes().values().stream().anyMatch(old -> old.enforces(old)
                && (old.id() == index.id() || old.enforces(index)))
                && !step.is().indexes().containsKey(index.id())
                && step.is().relations().containsKey(index.table())
                && index.columns().stream().anyMatch(id -> id.number() == 0 || step.is().columns().containsKey(id))
                && step.is().indexes().values().stream().noneMatch(other -> other.enforces(index));
    }

    private static void made(List<Suspicion> found, Step step, Index index) {
        String table = step.known(index.table());
        if (!index.valid()) {
            found.add(Suspicion.of(ScriptRule.INVALID_INDEX, index.name(),
                    index.name() + " was left invalid: it costs writes, serves no reads and enforces nothing", table));
        } else if (step.transactional() || !index.concurrent() && !isReindexed(step, index)) {
            found.add(Suspicion.of(ScriptRule.INDEX_IN_TRANSACTION, index.name(),
                    "Writers of " + table + " wait until " + index.name() + " is built", table));
        } else {
            found.add(Suspicion.of(ScriptRule.WAIT_FOR_TRANSACTIONS, index.name(),
                    index.name() + " is finished only when transactions that are open now have ended", table));
        }
    }

    /** REINDEX CONCURRENTLY makes another index, valid and under the old name in one transaction. */
    private static boolean isReindexed(Step step, Index index) {
        return step.statements().stream().anyMatch(Indexes::isConcurrent)
                && step.was().indexes().values().stream().anyMatch(was -> was.name().equals(index.name()));
    }

    private static void dropped(List<Suspicion> found, Step step, Index index) {
        if (step.transactional() || step.statements().stream().noneMatch(Indexes::isConcurrent)) {
            String table = step.known(index.table());
            found.add(Suspicion.of(ScriptRule.DROP_INDEX_IN_TRANSACTION, index.name(),
                    "Readers and writers of " + table + " wait while " + index.name() + " is dropped", table));
        }
    }

    /** Neither with its table, nor with one of its columns, nor with the constraint that it enforced. */
    private static boolean isDroppedAlone(Step step, Index index) {
        return step.is().relations().containsKey(index.table())
                && index.columns().stream().allMatch(id -> id.number() == 0 || step.is().columns().containsKey(id))
                && step.was().constraints().values().stream().noneMatch(constraint -> constraint.index() == index.id());
    }

    static boolean isConcurrent(String statement) {
        return StatementText.withoutCommentsAndStrings(statement).toUpperCase(Locale.ROOT).contains("CONCURRENTLY");
    }
}
