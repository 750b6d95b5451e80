package com.wedsync.core.metric;

import java.time.Instant;

/** What one moment's reading says, together with the last measured sizes. */
public record Metrics(Instant takenAt, Connections connections, Performance performance, Storage storage,
        Durability durability) {
}
