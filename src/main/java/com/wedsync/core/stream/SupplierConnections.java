package com.wedsync.core.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.wedsync.core.stream.SupplierTopics.SupplierTopic;

/** Knows, once for each supplier that has streams, which couples it is connected to, and wakes its streams for them. */
final class SupplierConnections {

    private final Loop loop;
    private final ChangeRepository changes;
    private final Consumer<SupplierStream> awake;
    private final SupplierTopics topics = new SupplierTopics();

    /** @param awake is given streams for which there may be something to read */
    SupplierConnections(Loop loop, ChangeRepository changes, Consumer<SupplierStream> awake) {
        this.loop = loop;
        this.changes = changes;
        this.awake = awake;
    }

    void join(SupplierStream stream) {
        refresh(topics.join(stream));
    }

    void leave(SupplierStream stream) {
        topics.leave(stream);
    }

    /** The supplier may have other couples than before. */
    void refresh(UUID supplier) {
        SupplierTopic topic = topics.of(supplier);
        if (topic != null) {
            refresh(topic);
        }
    }

    /** Something of these couples and suppliers has changed, or may have. */
    void wake(Collection<UUID> tenants) {
        for (UUID tenant : tenants) {
            topics.concernedBy(tenant).forEach(this::wake);
            SupplierTopic own = topics.of(tenant);
            if (own != null) {
                wake(own);
                refresh(own);
            }
        }
    }

    void wakeAll() {
        topics.all().forEach(topic -> {
            wake(topic);
            refresh(topic);
        });
    }

    private void wake(SupplierTopic topic) {
        topic.streams().forEach(awake);
    }

    /** Couples whose changes wake somebody. */
    Set<UUID> couples() {
        return topics.couples();
    }

    /** Suppliers that have streams. */
    Set<UUID> suppliers() {
        return topics.suppliers();
    }

    private void refresh(SupplierTopic topic) {
        List<UUID> supplier = List.of(topic.supplier());
        loop.read(changes.connected(supplier), couples -> connected(supplier, couples),
                failure -> loop.later(TopicReader.RETRY, () -> {
                    if (!topic.isEmpty()) {
                        refresh(topic);
                    }
                }));
    }

    /** Wakes the suppliers that have other couples than before; returns how many. */
    int connected(Collection<UUID> suppliers, Map<UUID, List<UUID>> couples) {
        int woken = 0;
        for (UUID supplier : suppliers) {
            SupplierTopic topic = topics.of(supplier);
            if (topic != null && topics.connect(topic, couples.getOrDefault(supplier, List.of()))) {
                wake(topic);
                woken++;
            }
        }
        return woken;
    }

    /** Wakes the suppliers of couples that are not where they were; returns how many. */
    int compare(Map<UUID, Long> revisions) {
        int woken = 0;
        for (SupplierTopic topic : topics.all()) {
            if (topics.compare(topic, revisions)) {
                wake(topic);
                woken++;
            }
        }
        return woken;
    }
}
