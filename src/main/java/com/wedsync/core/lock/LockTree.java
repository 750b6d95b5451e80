package com.wedsync.core.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits behind whom. A root waits for nobody and keeps others waiting. A session stands once in the tree, below the one of
 * its
 * blockers that goes last; a queue of hundreds stays a list that way. What a session holds up is counted over all ways.
 */
final class LockTree {

    private final Map<Integer, LockSession> sessions = new LinkedHashMap<>();
    private final Map<Integer, Integer> depths = new HashMap<>();
    private final Map<Integer, Integer> parents = new HashMap<>();
    private final Map<Integer, List<LockSession>> victims = new HashMap<>();

    LockTree(List<LockSession> all) {
        all.forEach(session -> sessions.putIfAbsent(session.pid(), session));
        sessions.values().forEach(session -> session.blockers()
                .forEach(pid -> victims.computeIfAbsent(pid, first -> new ArrayList<>()).add(session)));
        sessions.values().forEach(session -> depth(session, new HashSet<>()));
        for (LockSession session : sessions.values()) {
            lastBlocker(session).ifPresent(blocker -> parents.put(session.pid(), blocker));
        }
        sessions.keySet().forEach(this::breakCircle);
    }

    /** The one with the most waiting time behind it first. */
    List<LockNode> roots() {
        return sessions.values().stream()
                .filter(session -> !parents.containsKey(session.pid()) && parents.containsValue(session.pid()))
                .map(this::node)
                .sorted(Comparator.comparingDouble(LockNode::blockedSeconds).reversed())
                .toList();
    }

    private LockNode node(LockSession session) {
        Collection<LockSession> behind = victims(session);
        List<LockNode> children = sessions.values().stream()
                .filter(child -> Objects.equals(parents.get(child.pid()), session.pid()))
                .sorted(Comparator.comparingDouble(LockSession::waitedSeconds).reversed())
                .map(this::node).toList();
        return LockNode.of(session, behind.size(), behind.stream().mapToDouble(LockSession::waitedSeconds).sum(), children);
    }

    /** How many go before it, one after the other; 0 for who does not wait. */
    private int depth(LockSession session, Set<Integer> asked) {
        Integer known = depths.get(session.pid());
        if (known != null || !asked.add(session.pid())) {
            return known == null ? 0 : known;
        }
        int depth = session.blockers().stream().map(sessions::get).filter(Objects::nonNull)
                .mapToInt(blocker -> 1 + depth(blocker, asked)).max().orElse(0);
        depths.put(session.pid(), depth);
        return depth;
    }

    private Optional<Integer> lastBlocker(LockSession session) {
        return session.blockers().stream().filter(pid -> sessions.containsKey(pid) && pid != session.pid())
                .max(Comparator.comparingInt((Integer pid) -> depths.getOrDefault(pid, 0))
                        .thenComparing(Comparator.reverseOrder()));
    }

    /** Sessions that wait for each other in a circle, which the server is about to end: the first of them is the root. */
    private void breakCircle(int pid) {
        Set<Integer> above = new HashSet<>();

        Integer next = parents.get(pid);
        while (next != null && above.add(next)) {
            if (next == pid) {
                parents.remove(pid);
                return;
            }
            next = parents.get(next);
        }
    }

    private Collection<LockSession> victims(LockSession blocker) {
        Set<LockSession> found = new LinkedHashSet<>();
        collectVictims(blocker, found);
        found.remove(blocker);
        return found;
    }

    private void collectVictims(LockSession blocker, Set<LockSession> found) {
        for (LockSession victim : victims.getOrDefault(blocker.pid(), List.of())) {
            if (found.add(victim)) {
                collectVictims(victim, found);
            }
        }
    }
}
