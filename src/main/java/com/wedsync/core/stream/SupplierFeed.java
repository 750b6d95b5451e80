package com.wedsync.core.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.sync.Position;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Streams of suppliers. Each reads for itself: positions of two cannot be compared, and a supplier has few devices. */
@Singleton
class SupplierFeed {

    private final Loop loop;
    private final Streams streams;
    private final ChangeRepository changes;
    private final StreamMetrics metrics;
    private final SupplierConnections connections;

    SupplierFeed(Loop loop, Streams streams, ChangeRepository changes, StreamMetrics metrics) {
        this.loop = loop;
        this.streams = streams;
        this.changes = changes;
        this.metrics = metrics;
        this.connections = new SupplierConnections(loop, changes, this::wake);
    }

    /** Which couples wake which streams. */
    SupplierConnections connections() {
        return connections;
    }

    /**
     * Begins a stream; the answer is written past the result, which comes only if there is none.
     *
     * @param since where the client stands; {@code null} for the present
     */
    Uni<Void> open(RoutingContext http, Credential credential, UUID supplier, @Nullable Position since) {
        SupplierStream stream = new SupplierStream(streams.outlet(http), credential, supplier);
        return streams.open(http, stream, () -> connections.leave(stream),
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
        } else {
            stream.begin(since == null ? page.position() : since);
        }
        stream.beginToRead();
        stream.reading = true;
        stream.dirty = true; // a change before its couples are known wakes nobody
        connections.join(stream);
        take(stream, page);
    }

    private void take(SupplierStream stream, SupplierPage page) {
        if (!stream.send(page.changes())) {
            read(stream);
            return;
        }
        metrics.told(page.changes());
        if (page.changes().stream().anyMatch(Change::concernsConnection)) {
            connections.refresh(stream.supplier());
        }
        if (page.more()) {
            read(stream);
            return;
        }
        stream.advance(page.position());
        stream.hasRead();
        if (stream.dirty) {
            wake(stream);
        }
    }

    private void wake(SupplierStream stream) {
        stream.dirty = true;
        if (!stream.reading && !stream.isEnded()) {
            stream.reading = true;
            Duration rest = stream.rest();
            if (rest.isZero()) {
                read(stream);
            } else {
                loop.later(rest, () -> read(stream));
            }
        }
    }

    private void read(SupplierStream stream) {
        if (stream.isEnded()) {
            return;
        }
        stream.whenRoom(loop, () -> {
            stream.beginToRead();
            loop.read(changes.ofSupplier(stream.caller(), stream.supplier(), stream.position()), page -> goOn(stream, page),
                    failure -> loop.later(TopicReader.RETRY, () -> read(stream)));
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
}
