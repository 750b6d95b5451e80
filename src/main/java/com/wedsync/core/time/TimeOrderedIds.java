package com.wedsync.core.time;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes UUIDs of version 7 (RFC 9562, 5.7): rows that are made one after the other lie beside each other in an index. */
@ApplicationScoped
public class TimeOrderedIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final ThreadLocal<SecureRandom> random = ThreadLocal.withInitial(SecureRandom::new);

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** A new id of this millisecond. */
    public UUID next() {
        SecureRandom bits = random.get();
        return new UUID(clock.millis() << 16 | VERSION | bits.nextInt(1 << 12), VARIANT | bits.nextLong() >>> 2);
    }
}
