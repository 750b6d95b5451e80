package com.wedsync.core.metric;

import java.time.Instant;

/**
 * What would be left after a loss.
 *
 * @param replicationLagMs how far the slowest standby is behind, in milliseconds
 * @param lastBackup when the newest reported backup ended
 */
public record Durability(Measured<Long> replicationLagMs, Measured<Instant> lastBackup) {
}
