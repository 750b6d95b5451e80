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

    /** @param more whether there are changes for the reader after these; else what is left, if anything, is withheld */
    static ChangePage of(List<Change> changes, boolean more, long revision) {
        return new ChangePage(changes, more ? changes.getLast().revision() : revision, revision, more);
    }
}
