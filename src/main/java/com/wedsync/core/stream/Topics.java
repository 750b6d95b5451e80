package com.wedsync.core.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The topics that have streams. */
final class Topics {

    private final Map<Topic.Key, Topic> byKey = new HashMap<>();
    private final Map<UUID, Set<Topic>> byCouple = new HashMap<>();

    @Nullable
    Topic of(CoupleStream stream) {
        return byKey.get(Topic.Key.of(stream));
    }

    /** A new one that reads on where {@code stream} stands. */
    Topic create(CoupleStream stream) {
        Topic topic = new Topic(Topic.Key.of(stream), stream.position());
        byKey.put(topic.key(), topic);
        byCouple.computeIfAbsent(stream.couple(), first -> new LinkedHashSet<>()).add(topic);
        return topic;
    }

    /** Takes the stream out of its topic, and the topic away with its last stream. */
    void leave(CoupleStream stream) {
        Topic topic = stream.topic();
        if (topic == null) {
            return;
        }
        topic.remove(stream);
        if (topic.isEmpty()) {
            byKey.remove(topic.key());
            byCouple.computeIfPresent(stream.couple(), (couple, topics) -> {
                topics.remove(topic);
                return topics.isEmpty() ? null : topics;
            });
        }
    }

    Collection<Topic> of(UUID couple) {
        return byCouple.getOrDefault(couple, Set.of());
    }

    Set<UUID> couples() {
        return byCouple.keySet();
    }

    List<Topic> all() {
        return List.copyOf(byKey.values());
    }
}
