/**
 * Connections, which let a supplier see a couple. What may become of what is the matter
 * of trigger {@code wedding.guard_connection}:
 *
 * <pre>
 *   (invite) ──> pending ── accept, by the invited side ──> active ── end ──> ended
 *                  │ └───── end ───────────────────────────────────────────────^  │
 *                  └─────── decline ──> declined                                  │
 *                  ^───────────────────────┴────────── invite, by either side ────┘
 * </pre>
 */
@NullMarked
package com.wedsync.core.connection;

import org.jspecify.annotations.NullMarked;
