/**
 * Changes as they happen: server-sent events of couples and suppliers (docs/sync.md).
 *
 * <p>
 * A stream reads the changes since its position until it has caught up; then it joins the topic of its couple, which reads
 * once for all of its streams whenever it is woken. Who writes wakes the topics of this process and, by NOTIFY, those of the
 * others; a slow poll finds what nobody told of. A wake-up is a hint: what is sent comes from the table alone.
 *
 * <pre>
 * opened ──read──> catching up ──nothing more──> live ──client slow──> catching up, when it has taken what was sent
 *                       └────────────────┬─────────┘
 *                                      ended: client gone, access or token ended, too slow, shutdown
 * </pre>
 *
 * All state is on one event loop ({@link com.wedsync.core.stream.Loop}); there are no locks.
 */
@NullMarked
package com.wedsync.core.stream;

import org.jspecify.annotations.NullMarked;
