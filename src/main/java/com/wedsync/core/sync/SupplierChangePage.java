package com.wedsync.core.sync;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Some changes of the couples that a supplier is connected to.
 *
 * @param data by couple and revision
 * @param position where the reader stands after them
 * @param more whether there are more
 */
record SupplierChangePage(
        List<SupplierChange> data,
        @Schema(description = "Opaque; give it as `since` to read on") String position,
        @Schema(description = "Whether to read on at once") boolean more) {
}
