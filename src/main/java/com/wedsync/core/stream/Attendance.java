package com.wedsync.core.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who of one couple is there: people who have streams here, those who have just lost theirs and may be back at once, and those
 * whom
 * other replicas have told of. Times are of {@link System#nanoTime}.
 */
final class Attendance {

    /** What a replica has told, and until when that is believed: it may have been killed. */
    private record Elsewhere(Set<UUID> people, long until) {
    }

    private final long linger;
    private final Map<UUID, Integer> streams = new HashMap<>();
    private final Map<UUID, Long> leaving = new HashMap<>();
    private final Map<String, Elsewhere> elsewhere = new HashMap<>();

    /** @param linger how long somebody counts as there whose last stream was lost */
    Attendance(Duration linger) {
        this.linger = linger.toNanos();
    }

    /** One more stream of a person. */
    void come(UUID person) {
        streams.merge(person, 1, Integer::sum);
        leaving.remove(person);
    }

    /** One less; with the last of them the person goes, {@code atOnce} or after a while. */
    void go(UUID person, boolean atOnce, long now) {
        streams.computeIfPresent(person, (id, count) -> count == 1 ? null : count - 1);
        if (!streams.containsKey(person) && !atOnce) {
            leaving.put(person, now + linger);
        }
    }

    /** All whom {@code replica} has, in the place of what it told before. */
    void hear(String replica, Set<UUID> people, long until) {
        if (people.isEmpty()) {
            elsewhere.remove(replica);
        } else {
            elsewhere.put(replica, new Elsewhere(Set.copyOf(people), until));
        }
    }

    /** Who is at this replica. */
    Set<UUID> here(long now) {
        leaving.values().removeIf(until -> until - now <= 0);
        Set<UUID> here = new HashSet<>(streams.keySet());
        here.addAll(leaving.keySet());
        return here;
    }

    /** Who is at any replica, in an order that does not depend on whom one asks. */
    List<UUID> present(long now) {
        elsewhere.values().removeIf(told -> told.until() - now <= 0);
        SortedSet<UUID> present = new TreeSet<>(here(now));
        elsewhere.values().forEach(told -> present.addAll(told.people()));
        return List.copyOf(present);
    }
}
