package com.wedsync.core.stream;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Changes of a couple since a position, as one state of the database has them.
 *
 * @param revision of the couple
 * @param reset why they cannot be told; {@code null} if they can
 * @param full whether the reader sees everything
 * @param more whether there may be more than these
 */
record CouplePage(long revision, @Nullable String reset, boolean full, List<Change> changes, boolean more) {

    /** Where a reader stands who was told of all these. */
    long position() {
        return more ? changes.getLast().revision() : revision;
    }
}
