package com.wedsync.core.trial;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** One kind of statement before and after. */
@RegisterForReflection
@Schema(description = "One kind of statement before and after.")
public record StatementChange(
        @Schema(examples = "-4401318402937416823") String queryId,
        @Schema(examples = "DELETE FROM wedding.supplier WHERE id = $1") String text,
        @Schema(examples = "214") long callsBefore,
        @Schema(examples = "41.2") double meanMsBefore,
        @Schema(examples = "198") long callsAfter,
        @Schema(examples = "0.9") double meanMsAfter) {

    private static final long ENOUGH_CALLS = 20;

    static StatementChange from(Row row) {
        long before = row.getLong("calls_before");
        long after = row.getLong("calls_after");
        return new StatementChange(Long.toString(row.getLong("query_id")), row.getString("text"),
                before, row.getDouble("milliseconds_before") / Math.max(1, before),
                after, row.getDouble("milliseconds_after") / Math.max(1, after));
    }

    @JsonIgnore
    boolean isEnough() {
        return callsBefore >= ENOUGH_CALLS && callsAfter >= ENOUGH_CALLS;
    }
}
