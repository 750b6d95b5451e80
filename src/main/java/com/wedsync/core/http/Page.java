package com.wedsync.core.http;

import java.util.List;
import java.util.function.Function;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list.
 *
 * @param data the rows, in the list's order
 * @param nextCursor where the next page begins; {@code null} at the end
 */
public record Page<T>(List<T> data,
        @Schema(description = "Give it as `cursor` to read on; null at the end") @Nullable String nextCursor) {

    /** Rows a page may have. */
    public static final int MAX_SIZE = 500;

    /** The rows of a query that asked for one more than {@code size}, so that the end is known. */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, Cursor> cursor) {
        return rows.size() <= size ? new Page<>(rows, null)
                : new Page<>(rows.subList(0, size), cursor.apply(rows.get(size - 1)).toString());
    }
}
