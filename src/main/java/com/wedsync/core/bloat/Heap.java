package com.wedsync.core.bloat;

/**
 * How many pages a table needs for its rows.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-page-layout.html">Database page layout</a>
 */
final class Heap {

    private static final int PAGE_HEADER = 24;
    private static final int LINE_POINTER = 4;
    private static final int ROW_HEADER = 23;
    private static final int COLUMNS_A_BYTE = 8;

    private Heap() {
    }

    static double pages(Layout layout, double rows, int fillFactor, int blockSize) {
        double row = rowBytes(layout) + LINE_POINTER;
        double usable = (blockSize - PAGE_HEADER) - blockSize * (100 - fillFactor) / 100.0;
        // a row that does not fit begins the next page: half a row is lost at the end of each
        return Math.ceil(rows / Math.max(1, (usable - (row % 1 == 0 ? usable % row : row / 2)) / row));
    }

    private static double rowBytes(Layout layout) {
        double nulls = layout.shareWithNull();
        int bitmap = (layout.columns() + COLUMNS_A_BYTE - 1) / COLUMNS_A_BYTE;
        return (1 - nulls) * aligned(ROW_HEADER) + nulls * aligned(ROW_HEADER + bitmap) + layout.dataBytes();
    }

    private static int aligned(int bytes) {
        return (bytes + Layout.MAX_ALIGNMENT - 1) / Layout.MAX_ALIGNMENT * Layout.MAX_ALIGNMENT;
    }
}
