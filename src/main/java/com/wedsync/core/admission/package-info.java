/**
 * Lets in what the database can serve now and refuses the rest at once.
 *
 * <p>
 * A request is admitted, waits, or is refused:
 *
 * <pre>
 * arrived ──room──> in flight ──answered──> left
 *    │                  ^
 *    ├──room to wait──> waiting ──evicted by a caller with fewer waiting──> refused
 *    └──none──────────────────────────────────────────────────────────────> refused
 * </pre>
 *
 * How many are in flight adapts to the time that requests take: when it grows beyond what is usual, the limit shrinks. In a
 * burst many may wait, under {@link Overload} hardly any. Callers take turns, so that a burst of one waits for itself and not
 * in front of the others.
 */
@NullMarked
package com.wedsync.core.admission;

import org.jspecify.annotations.NullMarked;
