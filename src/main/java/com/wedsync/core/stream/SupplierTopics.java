package com.wedsync.core.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The suppliers that have streams, and the couples whose changes concern them. */
final class SupplierTopics {

    private final Map<UUID, SupplierTopic> bySupplier = new HashMap<>();
    private final Map<UUID, Set<SupplierTopic>> byCouple = new HashMap<>();

    /** The streams of one supplier, and the couples it is connected to with where they stood when they were last polled. */
    static final class SupplierTopic {
        private final UUID supplier;
        private final Set<SupplierStream> streams = new LinkedHashSet<>();
        private final Map<UUID, Long> couples = new HashMap<>();

        private SupplierTopic(UUID supplier) {
            this.supplier = supplier;
        }

        UUID supplier() {
            return supplier;
        }

        boolean isEmpty() {
            return streams.isEmpty();
        }

        /** As they are now; sending may end some. */
        List<SupplierStream> streams() {
            return List.copyOf(streams);
        }
    }

    SupplierTopic join(SupplierStream stream) {
        SupplierTopic topic = bySupplier.computeIfAbsent(stream.supplier(), SupplierTopic::new);
        topic.streams.add(stream);
        return topic;
    }

    void leave(SupplierStream stream) {
        SupplierTopic topic = bySupplier.get(stream.supplier());
        if (topic != null && topic.streams.remove(stream) && topic.isEmpty()) {
            bySupplier.remove(topic.supplier);
            Set.copyOf(topic.couples.keySet()).forEach(couple -> forget(topic, couple));
        }
    }

    @Nullable
    SupplierTopic of(UUID supplier) {
        return bySupplier.get(supplier);
    }

    /** Of the suppliers that are connected to a couple. */
    Collection<SupplierTopic> concernedBy(UUID couple) {
        return List.copyOf(byCouple.getOrDefault(couple, Set.of()));
    }

    List<SupplierTopic> all() {
        return List.copyOf(bySupplier.values());
    }

    Set<UUID> suppliers() {
        return bySupplier.keySet();
    }

    Set<UUID> couples() {
        return byCouple.keySet();
    }

    /** Takes note of the couples that a supplier is connected to now; {@code false} if they are the same as before. */
    boolean connect(SupplierTopic topic, Collection<UUID> couples) {
        Set<UUID> now = new HashSet<>(couples);
        if (topic.couples.keySet().equals(now)) {
            return false;
        }
        for (UUID couple : Set.copyOf(topic.couples.keySet())) {
            if (!now.contains(couple)) {
                forget(topic, couple);
            }
        }
        for (UUID couple : now) {
            topic.couples.putIfAbsent(couple, -1L);
            byCouple.computeIfAbsent(couple, first -> new LinkedHashSet<>()).add(topic);
        }
        return true;
    }

    /** Takes note of where couples stand; {@code false} if those of the topic stand where they did. */
    boolean compare(SupplierTopic topic, Map<UUID, Long> revisions) {
        boolean changed = false;
        for (Map.Entry<UUID, Long> couple : topic.couples.entrySet()) {
            Long revision = revisions.get(couple.getKey());
            if (revision != null && !revision.equals(couple.setValue(revision))) {
                changed = true;
            }
        }
        return changed;
    }

    private void forget(SupplierTopic topic, UUID couple) {
        topic.couples.remove(couple);
        byCouple.computeIfPresent(couple, (id, topics) -> {
            topics.remove(topic);
            return topics.isEmpty() ? null : topics;
        });
    }
}
