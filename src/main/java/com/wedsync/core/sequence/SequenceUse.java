package com.wedsync.core.sequence;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Measured;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How far a sequence is.
 *
 * @param lastValue {@code null} if it was never used, or may not be read
 * @param lastPossible the end of the sequence or of the narrowest column that it fills, whichever comes first
 */
record SequenceUse(String name, @Nullable Long lastValue, long increment, long lastPossible, boolean locked, boolean readable) {

    static SequenceUse from(Row row) {
        return new SequenceUse(row.getString("sequence_name"), row.getLong("last_value"), row.getLong("increment"),
                row.getLong("last_possible"), row.getBoolean("locked"), row.getBoolean("readable"));
    }

    /** From 0 to 100; a descending sequence is used towards its minimum. */
    Measured<Double> usedPercent() {
        if (locked) {
            return Measured.unknown("locked exclusively by another session");
        }
        if (!readable) {
            return Measured.unknown("the ops log-in may not read it: GRANT SELECT ON SEQUENCE " + name + " TO wedsync_ops");
        }
        return Measured.of(lastValue == null ? 0 : Math.clamp(100.0 * lastValue / lastPossible, 0, 100));
    }
}
