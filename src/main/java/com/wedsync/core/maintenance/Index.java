package com.wedsync.core.maintenance;

import io.vertx.mutiny.sqlclient.Row;

/**
 * An index of a table, of its partitions or of its TOAST table.
 *
 * @param name qualified and quoted
 * @param leftover whether an interrupted REINDEX CONCURRENTLY left it behind
 */
record Index(long oid, String name, boolean valid, boolean exclusion, boolean leftover) {

    static Index from(Row row) {
        return new Index(row.getLong("oid"), row.getString("name"), row.getBoolean("valid"), row.getBoolean("exclusion"),
                row.getBoolean("leftover"));
    }

    /** Why REINDEX CONCURRENTLY passes it over. */
    String whyNotRebuilt() {
        return !valid ? "it is invalid: drop it and create it again"
                : exclusion ? "an exclusion constraint cannot be built concurrently" : "the server did not rebuild it";
    }
}
