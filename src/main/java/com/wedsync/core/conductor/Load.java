package com.wedsync.core.conductor;

import org.jspecify.annotations.Nullable;

/**
 * How busy everything is.
 *
 * @param p95Ms of the requests that this replica answered since the look before; null if there were none
 * @param lagSeconds of the replica that is furthest behind; null if there is none, or if it is not told
 * @param walBytesPerSecond since the look before; null at the first one, and on a standby
 * @param obstacle what has to be let pass altogether: a base backup, a migration; null if there is nothing of the kind
 */
record Load(@Nullable Double p95Ms, @Nullable Double lagSeconds, @Nullable Double walBytesPerSecond,
        @Nullable String obstacle) {
}
