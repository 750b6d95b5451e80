package com.wedsync.core.bloat;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Measured;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A table or B-tree with all that its estimate needs.
 *
 * @param rows at the time when its pages were counted; negative if nobody counted
 * @param tableRows the same of its table
 * @param modifications of its table since its statistics were collected
 * @param fillFactor percent up to which pages are filled
 * @param deduplicated whether equal keys are stored once
 */
record Relation(long oid, Bloat.Kind kind, String name, String table, long pages, double rows, double tableRows,
        long modifications, int fillFactor, boolean deduplicated, int blockSize, Layout layout) {

    private static final double FRESH = 0.1;
    private static final double USABLE = 0.3;

    static Relation from(Row row) {
        return new Relation(row.getLong("oid"), row.getBoolean("is_index") ? Bloat.Kind.INDEX : Bloat.Kind.TABLE,
                row.getString("name"), row.getString("table_name"), row.getLong("pages"), row.getDouble("planner_rows"),
                row.getDouble("table_planner_rows"), row.getLong("modifications_since_analyze"), row.getInteger("fill_factor"),
                row.getBoolean("deduplicated"), row.getInteger("block_size"), Layout.from(row));
    }

    Bloat bloat() {
        String unknown = whyUnknown();
        Measured<Long> bytes = unknown != null ? Measured.unknown(unknown)
                : Measured.of(Math.max(0, Math.round((pages - expectedPages()) * blockSize)));
        return new Bloat(oid, kind, name, table, pages * blockSize, bytes, unknown != null ? null : confidence());
    }

    double expectedPages() {
        return kind == Bloat.Kind.TABLE ? Heap.pages(layout, rows, fillFactor, blockSize)
                : Btree.pages(layout, rows, fillFactor, deduplicated, blockSize);
    }

    private @Nullable String whyUnknown() {
        if (tableRows < 0 || rows < 0) {
            return "the table was never analysed";
        }
        return layout.isKnown() ? null : "a column has no statistics: ANALYZE " + table;
    }

    private Confidence confidence() {
        double changed = modifications / Math.max(1, tableRows);
        Confidence confidence = changed <= FRESH ? Confidence.HIGH : changed <= USABLE ? Confidence.MEDIUM : Confidence.LOW;
        return kind == Bloat.Kind.INDEX && confidence == Confidence.HIGH ? Confidence.MEDIUM : confidence;
    }
}
