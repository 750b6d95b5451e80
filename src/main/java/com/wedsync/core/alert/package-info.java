/**
 * Tells people when the database needs them: rules over observations, a state for each alert, mutes, messages.
 *
 * <pre>
 *                   crossed                 crossed for `pending`               clear for `calm`
 *   INACTIVE ──────────────────> PENDING ─────────────────────────> FIRING ─────────────────────────> RESOLVED
 *       ^  <────────────────────────┘ not crossed                     ^ │ between the two lines:        │   │
 *       │                                                             └─┘ stays                         │   │
 *       └───────────────────────────────── told, and not lately ────────────────────────────────────────┘   │
 *                                  PENDING <──────────────── crossed ────────────────────────────────────────┘
 * </pre>
 *
 * A value that is unknown changes no state, and no timer goes on meanwhile: unknown is not well. Timers add up the time
 * between looks, never more than {@link com.wedsync.core.alert.Alert#LONGEST_STEP} for one: a clock that jumps, a process that
 * was
 * frozen or restarted neither fires an alert nor resolves one. An alert that fires again and again is flapping and needs a
 * longer calm.
 */
@NullMarked
package com.wedsync.core.alert;

import org.jspecify.annotations.NullMarked;
