package com.wedsync.core.bloat;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Measured;

/**
 * How much larger a table or B-tree is than what is in it needs.
 *
 * @param name qualified and quoted
 * @param table to which it belongs; its own name if it is one
 * @param sizeBytes as of its last VACUUM or ANALYZE
 * @param bytes what could be given back; unknown without statistics
 */
public record Bloat(long oid, Kind kind, String name, String table, long sizeBytes, Measured<Long> bytes,
        @Nullable Confidence confidence) {

    /** What it is. */
    public enum Kind {
        /** The heap alone. */
        TABLE,
        /** A B-tree. */
        INDEX
    }

    /** Share of its size. */
    public Measured<Double> percent() {
        return bytes.map(wasted -> 100.0 * wasted / Math.max(1, sizeBytes));
    }

    /** Whether it is good enough to be told without being asked. */
    public boolean isConfident() {
        return confidence == Confidence.HIGH || confidence == Confidence.MEDIUM;
    }
}
