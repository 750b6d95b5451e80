package com.wedsync.core.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.stream.SupplierTopics.SupplierTopic;
import com.wedsync.core.sync.Position;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Streams of suppliers. Each reads for itself: positions of two cannot be compared, and a supplier has few devices. Which
 * couples wake them is known once for each supplier.
 */
@Singleton
class SupplierFeed {

    private final Loop loop;
    private final Streams streams;
    private final ChangeRepository changes;
    private final StreamMetrics metrics;
    private final SupplierTopics topics = new SupplierTopics();

    SupplierFeed(Loop loop, Streams streams, ChangeRepository changes, StreamMetrics metrics) {
        this.loop = loop;
        this.streams = streams;
        this.changes = changes;
        this.metrics = metrics;
    }

    /**
     * Begins a stream; the answer is written past the result, which comes only if there is none.
     *
     * @param since where the client stands; {@code null} for the present
     */
    Uni<Void> open(RoutingContext http, Credential credential, UUID supplier, @Nullable Position since) {
        SupplierStream stream = new SupplierStream(streams.outlet(http), credential, supplier);
        return streams.open(http, stream, () -> topics.leave(stream),
                refuse -> loop.read(changes.ofSupplier(credential.caller(), supplier, since), page -> {
                    if (page.isEmpty()) {
                        refuse.accept(new NotFound(ProblemType.NOT_FOUND, "There is no such supplier."));
                    } else if (streams.start(stream, since != null)) {
                        begin(stream, since, page.get());
                    }
                }, refuse));
    }

    private void begin(SupplierStream stream, @Nullable Position since, SupplierPage page) {
        String reset = page.reset();
        if (reset != null) {
            metrics.reset();
            stream.reset(page.position(), reset);
        }
        stream.begin(reset == null && since != null ? since : page.position());
        stream.reading = true;
        enter(stream);
        take(stream, page);
    }

    private void enter(SupplierStream stream) {
        // a change before its couples are known wakes nobody
        stream.dirty = true;
        refresh(topics.join(stream));
    }

    private void take(SupplierStream stream, SupplierPage page) {
        if (!stream.send(page.changes())) {
            read(stream);
            return;
        }
        metrics.told(page.changes());
        SupplierTopic topic = topics.of(stream.supplier());
        if (topic != null && page.changes().stream().anyMatch(Change::concernsConnection)) {
            refresh(topic);
        }
        if (page.more()) {
            read(stream);
            return;
        }
        stream.advance(page.position());
        stream.reading = false;
        if (stream.dirty) {
            wake(stream);
        }
    }

    private void wake(SupplierStream stream) {
        stream.dirty = true;
        if (!stream.reading && !stream.isEnded()) {
            stream.reading = true;
            read(stream);
        }
    }

    private void read(SupplierStream stream) {
        stream.whenRoom(loop, () -> {
            stream.dirty = false;
            loop.read(changes.ofSupplier(stream.caller(), stream.supplier(), stream.position()), page -> goOn(stream, page),
                    failure -> loop.later(TopicReader.RETRY, () -> {
                        if (!stream.isEnded()) {
                            read(stream);
                        }
                    }));
        });
    }

    private void goOn(SupplierStream stream, Optional<SupplierPage> answer) {
        if (stream.isEnded()) {
            return;
        }
        if (answer.isEmpty()) {
            streams.end(stream, Bye.ACCESS_ENDED);
            return;
        }
        SupplierPage page = answer.get();
        String reset = page.reset();
        if (reset != null) {
            metrics.reset();
            stream.reset(page.position(), reset);
        }
        take(stream, page);
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
        topic.streams().forEach(this::wake);
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
