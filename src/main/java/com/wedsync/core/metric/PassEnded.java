package com.wedsync.core.metric;

import java.time.Instant;

/**
 * Told within the process when a pass of the sampler is over.
 *
 * @param at by the clock of this process
 * @param succeeded whether {@link Observations} are newer now
 */
public record PassEnded(Instant at, boolean succeeded) {
}
