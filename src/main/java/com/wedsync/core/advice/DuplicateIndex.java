package com.wedsync.core.advice;

import java.util.Map;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/**
 * An index that can only do what another does as well.
 *
 * @param equal whether it is the same as the other, or else the first columns of it
 */
record DuplicateIndex(String index, String kept, String table, long sizeBytes, boolean equal) {

    static DuplicateIndex from(Row row) {
        return new DuplicateIndex(row.getString("index_name"), row.getString("kept_name"), row.getString("table_name"),
                row.getLong("size_bytes"), row.getBoolean("equal"));
    }

    Advice advice() {
        return Advice.of(AdviceKind.DUPLICATE_INDEX, index, table,
                equal ? index + " is the same as " + kept + "."
                        : "The columns of " + index + " are the first ones of " + kept + ".",
                Map.of("kept", kept, "equal", equal, "size_bytes", sizeBytes), null,
                equal ? Confidence.HIGH : Confidence.MEDIUM, "DROP INDEX CONCURRENTLY " + index,
                equal ? "None for reads: " + kept + " serves them all."
                        : "Reads use " + kept + " instead, which is larger: a few may become a little slower.");
    }
}
