/**
 * The change feed: every change of a couple's data, in the order of its revisions, page by page; forgotten after a while.
 *
 * <pre>
 *                    a page                       a page with more = false
 *   ┌─ loading ──────────────> behind ──────────────────────────────> present ─┐
 *   │     ^                    │    ^                                   │      │ asked again: 304
 *   │     │ 410                │    └───── something was changed ───────┘ <────┘
 *   │     └────────────────────┘
 *   └─ a position without since, then all lists: whatever is changed meanwhile follows after the position
 * </pre>
 */
@NullMarked
package com.wedsync.core.sync;

import org.jspecify.annotations.NullMarked;
