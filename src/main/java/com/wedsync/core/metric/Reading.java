package com.wedsync.core.metric;

import java.time.Instant;

/** All that one look at the database gives quickly: raw counters, not yet rates. */
record Reading(ServerReading server, Measured<StatementReading> statements, Durability durability) {

    Instant takenAt() {
        return server.takenAt();
    }
}
