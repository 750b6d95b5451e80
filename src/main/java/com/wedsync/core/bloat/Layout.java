package com.wedsync.core.bloat;

import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * How the columns of a row, or of an index entry, lie one behind the other, and what the planner knows of them.
 *
 * @param lengths of the types; -1 where the length varies
 * @param alignments in bytes
 * @param nullShares from 0 to 1; {@code null} for a column without statistics, as in the next two
 * @param widths mean, in bytes as stored
 * @param distincts as pg_statistic counts: negative for a share of the rows, 0 for unknown
 */
@SuppressWarnings("ArrayRecordComponent")
record Layout(Integer[] lengths, Integer[] alignments, @Nullable Float[] nullShares, @Nullable Integer[] widths,
        @Nullable Float[] distincts) {

    /** What is stored shorter than this has a header of one byte and is not aligned. */
    private static final int SHORT_VALUE = 127;
    private static final int ALIGNMENT_OF_LONG_VALUES = 4;
    static final int MAX_ALIGNMENT = 8;

    static Layout from(Row row) {
        return new Layout(row.getArrayOfIntegers("lengths"), row.getArrayOfIntegers("alignments"),
                row.getArrayOfFloats("null_shares"), row.getArrayOfIntegers("widths"), row.getArrayOfFloats("distincts"));
    }

    boolean isKnown() {
        return IntStream.range(0, lengths.length).allMatch(column -> widths[column] != null && nullShares[column] != null);
    }

    /** Mean bytes of a row without its header, paddings between columns included, and the one behind them. */
    double dataBytes() {
        double offset = 0;
        boolean exact = true;
        for (int column = 0; column < lengths.length; column++) {
            double present = 1 - nullShare(column);
            double padding = padding(offset, alignment(column), exact);
            offset += present * (padding + width(column));
            exact = exact && lengths[column] > 0 && present == 1;
        }
        return offset + padding(offset, MAX_ALIGNMENT, exact);
    }

    /** Share of the rows that have a NULL somewhere, if columns are independent. */
    double shareWithNull() {
        double none = 1;
        for (int column = 0; column < lengths.length; column++) {
            none *= 1 - nullShare(column);
        }
        return 1 - none;
    }

    /** Different values of all columns together among {@code rows}, if columns are independent. */
    double distinctRows(double rows) {
        double distinct = 1;
        for (int column = 0; column < lengths.length; column++) {
            Float known = distincts[column];
            double ofColumn = known == null || known == 0 ? rows : known < 0 ? -known * rows : known;
            distinct = Math.min(rows, distinct * Math.max(1, ofColumn));
        }
        return Math.max(1, distinct);
    }

    int columns() {
        return lengths.length;
    }

    private double nullShare(int column) {
        Float share = nullShares[column];
        return share == null ? 0 : share;
    }

    private double width(int column) {
        Integer mean = widths[column];
        return lengths[column] > 0 || mean == null ? Math.max(0, lengths[column]) : mean;
    }

    private int alignment(int column) {
        return lengths[column] > 0 ? alignments[column]
                : width(column) < SHORT_VALUE ? 1 : Math.max(ALIGNMENT_OF_LONG_VALUES, alignments[column]);
    }

    /** Where the offset varies from row to row, each padding is as likely as another. */
    private static double padding(double offset, int alignment, boolean exact) {
        return exact ? (alignment - offset % alignment) % alignment : (alignment - 1) / 2.0;
    }
}
