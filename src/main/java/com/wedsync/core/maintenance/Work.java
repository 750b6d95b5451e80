package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.List;

/**
 * What a statement on one table did.
 *
 * @param duration of the statement alone
 * @param rebuilt indexes that were built anew
 * @param notRebuilt indexes that it passed over
 * @param leftovers invalid indexes that were found before it
 */
record Work(Duration duration, List<String> rebuilt, List<Skipped> notRebuilt, Leftovers leftovers) {

    static Work withoutIndexes(Duration duration) {
        return new Work(duration, List.of(), List.of(), Leftovers.NONE);
    }

    RunResult result(Action action, Table table, Measurement before, Measurement after) {
        RunResult.OfTable measured = RunResult.OfTable.of(action, table, duration, before, after);
        return action.isReindex() ? new RunResult.OfIndexes(measured, rebuilt, notRebuilt, leftovers) : measured;
    }
}
