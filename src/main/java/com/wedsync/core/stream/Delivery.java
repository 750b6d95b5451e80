package com.wedsync.core.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.wedsync.core.access.Caller;

import io.vertx.core.buffer.Buffer;

/** Sends what was read of a topic to its streams, once it is known that they may be told. */
final class Delivery {

    private final Loop loop;
    private final Streams streams;
    private final ChangeRepository changes;
    private final StreamMetrics metrics;
    private final Consumer<CoupleStream> lagging;

    /** @param lagging is given streams that cannot be sent to for now */
    Delivery(Loop loop, Streams streams, ChangeRepository changes, StreamMetrics metrics, Consumer<CoupleStream> lagging) {
        this.loop = loop;
        this.streams = streams;
        this.changes = changes;
        this.metrics = metrics;
        this.lagging = lagging;
    }

    /**
     * @param answer empty if the couple is none of the readers' business
     * @param delivered is told, when all was sent, whether there is more
     */
    void of(Topic topic, Optional<CouplePage> answer, BiConsumer<Topic, Boolean> delivered) {
        if (answer.isEmpty()) {
            endAll(topic, Bye.ACCESS_ENDED);
            delivered.accept(topic, false);
            return;
        }
        CouplePage page = answer.get();
        String reset = page.reset();
        if (page.full() != topic.isOfMembers()) {
            endAll(topic, Bye.ACCESS_CHANGED); // a supplier's member who became one of the couple's: what was withheld is missing
            delivered.accept(topic, false);
        } else if (reset != null) {
            metrics.reset();
            topic.streams().forEach(stream -> stream.reset(page.revision(), reset));
            finish(topic, page, delivered);
        } else {
            send(topic, page, texts(page.changes()), 0, delivered);
        }
    }

    /** Nothing that comes after a change of members is sent before it is known who is left. */
    private void send(Topic topic, CouplePage page, List<Buffer> texts, int from, BiConsumer<Topic, Boolean> delivered) {
        int gate = from;
        while (gate < texts.size() && !(topic.isOfMembers() && page.changes().get(gate).concernsMembers())) {
            gate++;
        }
        send(topic, page.changes().subList(from, gate), texts.subList(from, gate));
        if (gate == texts.size()) {
            finish(topic, page, delivered);
            return;
        }
        int change = gate;
        authorise(topic, () -> {
            send(topic, page.changes().subList(change, change + 1), texts.subList(change, change + 1));
            send(topic, page, texts, change + 1, delivered);
        });
    }

    private void send(Topic topic, List<Change> told, List<Buffer> texts) {
        List<CoupleStream> readers = topic.streams();
        for (CoupleStream stream : readers) {
            if (!stream.send(told, texts)) {
                lagging.accept(stream);
            }
        }
        if (!readers.isEmpty()) {
            metrics.told(told);
        }
    }

    private static void finish(Topic topic, CouplePage page, BiConsumer<Topic, Boolean> delivered) {
        topic.streams().forEach(stream -> stream.advance(page.position()));
        topic.advance(page.position());
        delivered.accept(topic, page.more());
    }

    /** Ends the streams of members who are members no more; once for each caller, not for each stream. */
    private void authorise(Topic topic, Runnable then) {
        Set<Caller> callers = new LinkedHashSet<>();
        topic.streams().forEach(stream -> callers.add(stream.caller()));
        authorise(topic, new ArrayList<>(callers), then);
    }

    private void authorise(Topic topic, List<Caller> callers, Runnable then) {
        if (callers.isEmpty()) {
            then.run();
            return;
        }
        Caller caller = callers.removeLast();
        loop.read(changes.ofCouple(caller, topic.key().couple(), null), page -> {
            if (page.isEmpty() || !page.get().full()) {
                end(topic, caller, page.isEmpty() ? Bye.ACCESS_ENDED : Bye.ACCESS_CHANGED);
            }
            authorise(topic, callers, then);
        }, failure -> {
            end(topic, caller, Bye.ACCESS_CHANGED); // who cannot be asked about comes back and is asked about then
            authorise(topic, callers, then);
        });
    }

    private void endAll(Topic topic, Bye reason) {
        topic.streams().forEach(stream -> streams.end(stream, reason));
    }

    private void end(Topic topic, Caller caller, Bye reason) {
        topic.streams().stream().filter(stream -> stream.caller().equals(caller))
                .forEach(stream -> streams.end(stream, reason));
    }

    static List<Buffer> texts(List<Change> told) {
        return told.stream().map(change -> change.event(change.after())).toList();
    }
}
