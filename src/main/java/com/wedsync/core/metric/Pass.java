package com.wedsync.core.metric;

import java.time.Instant;

/**
 * One look at the database, as its topics see it.
 *
 * @param takenAt by the server's clock
 * @param serverStartedAt another one means that counters may have been lost, or that another server answers
 * @param serverVersion {@code server_version_num}: 180006 is 18.6
 * @param inRecovery whether this is a standby
 * @param seesAll whether the log-in may see what the sessions of others do
 */
public record Pass(Instant takenAt, Instant serverStartedAt, int serverVersion, boolean inRecovery, boolean seesAll) {

    /** Whether the server is of {@code majorVersion} or newer. */
    public boolean isAtLeast(int majorVersion) {
        return serverVersion >= majorVersion * 10_000;
    }
}
