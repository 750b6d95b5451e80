package com.wedsync.core.stream;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Streams of one couple: opens them, brings each up to its topic, and wakes the topics. */
@Singleton
class CoupleFeed {

    private final Loop loop;
    private final Streams streams;
    private final ChangeRepository changes;
    private final StreamMetrics metrics;
    private final Presence presence;
    private final StreamConfig config;
    private final Topics topics = new Topics();
    private final TopicReader reader;

    CoupleFeed(Loop loop, Streams streams, ChangeRepository changes, StreamMetrics metrics, Presence presence,
            StreamConfig config) {
        this.loop = loop;
        this.streams = streams;
        this.changes = changes;
        this.metrics = metrics;
        this.presence = presence;
        this.config = config;
        this.reader = new TopicReader(loop, changes, new Delivery(loop, streams, changes, metrics, this::lag), config.gather());
    }

    void start(@Observes StartupEvent event) {
        loop.every(config.checkKeysEvery(), this::wakeStrangers);
    }

    /**
     * Begins a stream; the answer is written past the result, which comes only if there is none.
     *
     * @param since where the client stands; {@code null} for the present
     * @param present whether the stream tells of presence, its caller's included
     */
    Uni<Void> open(RoutingContext http, Credential credential, UUID couple, @Nullable Long since, boolean present) {
        CoupleStream stream = new CoupleStream(streams.outlet(http), credential, couple, present);
        return streams.open(http, stream, () -> leave(stream),
                refuse -> loop.read(changes.ofCouple(credential.caller(), couple, since), page -> {
                    if (page.isEmpty()) {
                        refuse.accept(new NotFound(ProblemType.NOT_FOUND, "There is no such couple."));
                    } else if (present && !page.get().full()) {
                        refuse.accept(
                                new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the couple are told who is there."));
                    } else if (streams.start(stream, since != null)) {
                        begin(stream, since, page.get());
                    }
                }, refuse));
    }

    private void leave(CoupleStream stream) {
        topics.leave(stream);
        presence.leave(stream);
    }

    private void begin(CoupleStream stream, @Nullable Long since, CouplePage page) {
        String reset = page.reset();
        stream.show(page.full());
        if (reset != null) {
            metrics.reset();
            stream.reset(page.revision(), reset);
        } else {
            stream.begin(since == null ? page.revision() : since);
        }
        if (stream.isPresent()) {
            presence.join(stream);
        }
        take(stream, page);
    }

    private void take(CoupleStream stream, CouplePage page) {
        if (!stream.send(page.changes(), Delivery.texts(page.changes()))) {
            catchUp(stream);
            return;
        }
        stream.advance(page.position());
        if (page.more()) {
            catchUp(stream);
        } else {
            join(stream);
        }
    }

    /** A topic that is ahead has told of changes which the stream has to read first. */
    private void join(CoupleStream stream) {
        Topic topic = topics.of(stream);
        if (topic == null) {
            topics.create(stream).add(stream);
            wake(Set.of(stream.couple())); // of what was committed between its reading and now
        } else if (topic.position() <= stream.position()) {
            if (topic.position() < stream.position()) {
                wake(Set.of(stream.couple())); // nobody has told it yet
            }
            topic.add(stream);
        } else {
            catchUp(stream);
        }
    }

    /** A client that does not keep up reads for itself, at its own speed. */
    private void lag(CoupleStream stream) {
        topics.leave(stream);
        catchUp(stream);
    }

    private void catchUp(CoupleStream stream) {
        stream.whenRoom(loop, () -> loop.read(changes.ofCouple(stream.caller(), stream.couple(), stream.position()),
                page -> goOn(stream, page),
                failure -> loop.later(TopicReader.RETRY, () -> {
                    if (!stream.isEnded()) {
                        catchUp(stream);
                    }
                })));
    }

    private void goOn(CoupleStream stream, Optional<CouplePage> answer) {
        if (stream.isEnded()) {
            return;
        }
        if (answer.isEmpty()) {
            streams.end(stream, Bye.ACCESS_ENDED);
            return;
        }
        CouplePage page = answer.get();
        String reset = page.reset();
        if (page.full() != stream.isFull()) {
            streams.end(stream, Bye.ACCESS_CHANGED);
        } else if (reset != null) {
            metrics.reset();
            stream.reset(page.revision(), reset);
            take(stream, page);
        } else {
            take(stream, page);
        }
    }

    /** Something of these couples has changed, or may have. */
    void wake(Collection<UUID> couples) {
        for (UUID couple : couples) {
            topics.of(couple).forEach(reader::wake);
        }
        reader.schedule();
    }

    void wakeAll() {
        topics.all().forEach(reader::wake);
        reader.schedule();
    }

    /** Reads as each caller who is no member: whether it may still is not always told, such as when it leaves its supplier. */
    private void wakeStrangers() {
        topics.all().stream().filter(topic -> !topic.isOfMembers()).forEach(reader::wake);
    }

    /** Couples that have streams. */
    Set<UUID> couples() {
        return topics.couples();
    }

    /** Wakes the topics of couples that are not where they stand; returns how many. */
    int compare(Collection<UUID> asked, Map<UUID, Long> revisions) {
        int woken = 0;
        for (UUID couple : asked) {
            Long revision = revisions.get(couple);
            for (Topic topic : topics.of(couple)) {
                if (!topic.reading && (revision == null || revision != topic.position())) {
                    reader.wake(topic);
                    woken++;
                }
            }
        }
        reader.schedule();
        return woken;
    }
}
