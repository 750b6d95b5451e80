package com.wedsync.core.transaction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** Who holds the horizon back, as the newest pass found it. */
@Singleton
public class Horizon {

    private volatile List<Holder> holders = List.of();

    void replace(List<Holder> found) {
        holders = List.copyOf(found);
    }

    /** The oldest of each kind that there is. */
    public List<Holder> holders() {
        return holders;
    }

    /** Who holds it back farthest. */
    public Optional<Holder> oldest() {
        return holders.stream().max(Comparator.comparingLong(Holder::age));
    }
}
