package com.wedsync.core.sync;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Some changes of a couple.
 *
 * @param data in the order of revisions
 * @param position where the reader stands after them
 * @param revision where the couple stands
 * @param more whether there may be changes between the two
 */
record ChangePage(
        List<Change> data,
        @Schema(description = "Give it as `since` to read on") long position,
        @Schema(description = "Of the couple when the page was read") long revision,
        @Schema(description = "Whether to read on at once") boolean more) {

    /** The changes of a query that asked for one more than {@code size}, so that the end is known. */
    static ChangePage of(List<Change> changes, int size, long revision) {
        if (changes.size() <= size) {
            return new ChangePage(changes, revision, revision, false); // what is left, if anything, is withheld
        }
        List<Change> some = changes.subList(0, size);
        return new ChangePage(some, some.getLast().revision(), revision, true);
    }
}
