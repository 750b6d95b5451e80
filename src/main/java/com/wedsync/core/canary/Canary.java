package com.wedsync.core.canary;

import java.util.UUID;

import com.wedsync.core.access.Caller;

/** One of the two couples that are nobody's, as migration V60 makes them. */
record Canary(UUID couple, UUID partner, UUID guest) {

    static final Canary FIRST = of(1);
    static final Canary SECOND = of(2);

    Caller caller() {
        return Caller.user(partner);
    }

    private static Canary of(int number) {
        return new Canary(id(number), id(0x10 + number), id(0x20 + number));
    }

    private static UUID id(int number) {
        return new UUID(0x0000_0000_0000_4000L, 0x8000_0ca0_a000_0000L + number);
    }
}
