/**
 * Indexes on trial: built on request, watched, judged by what the statements of their tables take before and after.
 *
 * <pre>
 *   request ──> building ──> observing ──> kept
 *                  │             └───────> undo_recommended ──> undone
 *                  └──> failed: the invalid remainder is dropped
 * </pre>
 */
@NullMarked
package com.wedsync.core.trial;

import org.jspecify.annotations.NullMarked;
