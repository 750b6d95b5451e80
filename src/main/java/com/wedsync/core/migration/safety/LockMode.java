package com.wedsync.core.migration.safety;

import java.util.Arrays;
import java.util.List;

/** Modes of locks on tables, weakest first; see table 13.2 of the PostgreSQL manual. */
enum LockMode {
    ACCESS_SHARE("AccessShareLock", 0b1000_0000),
    ROW_SHARE("RowShareLock", 0b1100_0000),
    ROW_EXCLUSIVE("RowExclusiveLock", 0b1111_0000),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", 0b1111_1000),
    SHARE("ShareLock", 0b1110_1100),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", 0b1111_1100),
    EXCLUSIVE("ExclusiveLock", 0b1111_1110),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", 0b1111_1111);

    private final String title;
    private final int conflicts;

    /** @param conflicts a bit for each mode, the lowest for the weakest */
    LockMode(String title, int conflicts) {
        this.title = title;
        this.conflicts = conflicts;
    }

    /** As pg_locks spells it. */
    String title() {
        return title;
    }

    boolean stopsReaders() {
        return conflictsWith(ACCESS_SHARE);
    }

    boolean stopsWriters() {
        return conflictsWith(ROW_EXCLUSIVE);
    }

    /** Those that nobody else may hold when this one is wanted, as pg_locks spells them. */
    List<String> conflicting() {
        return Arrays.stream(values()).filter(this::conflictsWith).map(LockMode::title).toList();
    }

    static LockMode of(String title) {
        return Arrays.stream(values()).filter(mode -> mode.title.equals(title)).findFirst().orElseThrow();
    }

    private boolean conflictsWith(LockMode other) {
        return (conflicts & 1 << other.ordinal()) != 0;
    }
}
