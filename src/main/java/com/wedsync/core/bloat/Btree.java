package com.wedsync.core.bloat;

/**
 * How many pages a B-tree needs for its entries, as if it had just been built.
 *
 * @see <a href="https://www.postgresql.org/docs/current/btree.html">B-Tree indexes</a>
 */
final class Btree {

    private static final int PAGE_OVERHEAD = 24 + 16;
    private static final int LINE_POINTER = 4;
    private static final int ENTRY_HEADER = 8;
    private static final int NULL_BITMAP = 8;
    private static final int ROW_ADDRESS = 6;
    /** A build puts a tenth of a page of row addresses behind one key. */
    private static final double POSTING_LIST = 0.1;

    private Btree() {
    }

    static double pages(Layout layout, double rows, int fillFactor, boolean deduplicated, int blockSize) {
        double entry = ENTRY_HEADER + layout.shareWithNull() * NULL_BITMAP + layout.dataBytes() + LINE_POINTER;
        double bytes = rows * entry;
        if (deduplicated) {
            bytes = Math.min(bytes, deduplicatedBytes(rows, layout.distinctRows(rows), entry, blockSize));
        }
        double usable = (blockSize - PAGE_OVERHEAD) * fillFactor / 100.0 - entry / 2;
        double leaves = Math.ceil(bytes / Math.max(1, usable));
        double entriesAbove = Math.max(2, (blockSize - PAGE_OVERHEAD) * 0.7 / entry);
        return 1 + leaves + Math.ceil(leaves / entriesAbove);
    }

    private static double deduplicatedBytes(double rows, double distinct, double entry, int blockSize) {
        double lists = Math.max(distinct, rows * ROW_ADDRESS / (blockSize * POSTING_LIST));
        return lists * entry + (rows > distinct ? rows * ROW_ADDRESS : 0);
    }
}
