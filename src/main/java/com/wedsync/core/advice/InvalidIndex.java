package com.wedsync.core.advice;

import java.util.Map;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/**
 * An index that costs writes and serves no read.
 *
 * @param leftover whether REINDEX CONCURRENTLY left it behind, or else CREATE INDEX
 */
record InvalidIndex(String index, String table, long sizeBytes, boolean leftover) {

    static InvalidIndex from(Row row) {
        return new InvalidIndex(row.getString("index_name"), row.getString("table_name"), row.getLong("size_bytes"),
                row.getBoolean("leftover"));
    }

    Advice advice() {
        return Advice.of(AdviceKind.INVALID_INDEX, index, table,
                index + " is invalid: an interrupted " + (leftover ? "REINDEX" : "CREATE INDEX")
                        + " CONCURRENTLY left it behind. It costs every write and serves no read.",
                Map.of("left_by_reindex", leftover, "size_bytes", sizeBytes), null, Confidence.HIGH,
                leftover ? "DROP INDEX CONCURRENTLY " + index : "REINDEX INDEX CONCURRENTLY " + index,
                leftover ? "None: nothing reads it." : UnindexedKey.RISK);
    }
}
