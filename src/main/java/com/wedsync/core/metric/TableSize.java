package com.wedsync.core.metric;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.vertx.mutiny.sqlclient.Row;

/** One table or materialised view, with its indexes and TOAST. */
@Schema(description = "One table or materialised view, its indexes and TOAST included.")
public record TableSize(
        @Schema(examples = "wedding.guest") String tableName,
        @Schema(description = "null while the table is locked exclusively", examples = "9.41") @Nullable Double sizeMb,
        @Schema(examples = "5.02") @Nullable Double indexSizeMb,
        @Schema(description = "live rows as the statistics system counts them, an estimate", examples = "30000") @Nullable Long rowCount,
        @Schema(examples = "120") @Nullable Long deadRowCount,
        @Schema(description = "why a number is null", examples = "locked exclusively by another session") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
        @JsonIgnore @Nullable Long sizeBytes) {

    private static final String LOCKED = "locked exclusively by another session";

    @JsonIgnore
    boolean isLocked() {
        return LOCKED.equals(reason);
    }

    static TableSize from(Row row) {
        Long total = row.getLong("total_bytes");
        Long index = row.getLong("index_bytes");
        Long rows = row.getLong("live_rows");
        return new TableSize(row.getString("table_name"),
                total == null ? null : Rounding.mebibytes(total),
                index == null ? null : Rounding.mebibytes(index),
                rows, row.getLong("dead_rows"), reason(row.getBoolean("locked"), total, rows), total);
    }

    private static @Nullable String reason(boolean locked, @Nullable Long total, @Nullable Long rows) {
        if (locked) {
            return LOCKED;
        }
        if (total == null) {
            return "dropped while it was measured";
        }
        return rows == null ? "the table was never analysed" : null;
    }
}
