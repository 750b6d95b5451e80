package com.wedsync.core.stream;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.sync.Position;

/**
 * Changes of a supplier's couples since a position.
 *
 * @param position where a reader stands who was told of all these
 * @param reset why they cannot be told; {@code null} if they can
 * @param more whether there may be more than these
 */
record SupplierPage(Position position, @Nullable String reset, List<Change> changes, boolean more) {
}
