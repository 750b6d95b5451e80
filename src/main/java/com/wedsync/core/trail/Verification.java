package com.wedsync.core.trail;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.mutiny.sqlclient.Row;

/** Whether a trail is as it was written. */
record Verification(boolean intact, List<Fault> faults) {

    /** What is wrong, and where. */
    record Fault(@Schema(description = "Of the entry") long sequence,
            @Schema(description = "Begins with tampered, missing or reordered") String fault) {

        static Fault from(Row row) {
            return new Fault(row.getLong("sequence"), row.getString("fault"));
        }
    }
}
