package com.wedsync.core.conductor;

import java.time.Duration;
import java.time.Instant;

/** From one moment until another, in which the database may be tended. */
record Window(Instant opensAt, Instant closesAt) {

    boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }

    Duration length() {
        return Duration.between(opensAt, closesAt);
    }
}
