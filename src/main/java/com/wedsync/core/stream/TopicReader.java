package com.wedsync.core.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.wedsync.core.access.Caller;

import io.vertx.core.buffer.Buffer;

/** Reads what woken topics have not told yet, those of members many at once, and sends it to their streams. */
final class TopicReader {

    /** A database that does not answer is asked again after this long. */
    static final Duration RETRY = Duration.ofMillis(500);
    private static final int TOGETHER = 250;

    private final Loop loop;
    private final Streams streams;
    private final ChangeRepository changes;
    private final StreamMetrics metrics;
    private final Duration gather;
    private final Consumer<CoupleStream> lagging;
    private final Set<Topic> woken = new LinkedHashSet<>();
    private boolean scheduled;
    private long lastRead;

    /** @param lagging is given streams that cannot be sent to for now */
    TopicReader(Loop loop, Streams streams, ChangeRepository changes, StreamMetrics metrics, Duration gather,
            Consumer<CoupleStream> lagging) {
        this.loop = loop;
        this.streams = streams;
        this.changes = changes;
        this.metrics = metrics;
        this.gather = gather;
        this.lagging = lagging;
        this.lastRead = System.nanoTime() - gather.toNanos();
    }

    /** There may be something to read; {@link #schedule} has to follow. */
    void wake(Topic topic) {
        topic.dirty = true;
        if (topic.reading) {
            return;
        }
        if (topic.isOfMembers()) {
            woken.add(topic);
        } else {
            readAlone(topic);
        }
    }

    /** At once if nobody has read of late; else together with what comes until then. */
    void schedule() {
        if (scheduled || woken.isEmpty()) {
            return;
        }
        scheduled = true;
        long wait = lastRead + gather.toNanos() - System.nanoTime();
        if (wait <= 0) {
            readTogether();
        } else {
            loop.later(Duration.ofNanos(wait), this::readTogether);
        }
    }

    private void readTogether() {
        Map<UUID, Topic> batch = new LinkedHashMap<>();
        Map<UUID, Long> sinces = new LinkedHashMap<>();
        for (Iterator<Topic> next = woken.iterator(); next.hasNext() && batch.size() < TOGETHER;) {
            Topic topic = next.next();
            next.remove();
            if (!topic.isEmpty()) {
                begin(topic);
                batch.put(topic.key().couple(), topic);
                sinces.put(topic.key().couple(), topic.position());
            }
        }
        lastRead = System.nanoTime();
        if (batch.isEmpty()) {
            scheduled = false;
            return;
        }
        loop.read(changes.ofCouples(sinces), pages -> {
            scheduled = false;
            batch.forEach((couple, topic) -> deliver(topic, Optional.ofNullable(pages.get(couple))));
            schedule();
        }, failure -> {
            scheduled = false;
            loop.later(RETRY, () -> batch.values().forEach(this::again));
            schedule();
        });
    }

    private void readAlone(Topic topic) {
        begin(topic);
        Caller reader = topic.key().reader();
        if (reader != null) {
            loop.read(changes.ofCouple(reader, topic.key().couple(), topic.position()), page -> deliver(topic, page),
                    failure -> loop.later(RETRY, () -> again(topic)));
        }
    }

    private static void begin(Topic topic) {
        topic.reading = true;
        topic.dirty = false;
    }

    private void again(Topic topic) {
        topic.reading = false;
        if (!topic.isEmpty()) {
            wake(topic);
            schedule();
        }
    }

    private void deliver(Topic topic, Optional<CouplePage> answer) {
        if (answer.isEmpty()) {
            topic.streams().forEach(stream -> streams.end(stream, Bye.ACCESS_ENDED));
            topic.reading = false;
            return;
        }
        CouplePage page = answer.get();
        String reset = page.reset();
        if (reset != null) {
            metrics.reset();
            topic.streams().forEach(stream -> stream.reset(page.revision(), reset));
            finish(topic, page);
        } else {
            deliver(topic, page, texts(page.changes()), 0);
        }
    }

    /** Nothing that comes after a change of members is sent before it is known who is left. */
    private void deliver(Topic topic, CouplePage page, List<Buffer> texts, int from) {
        int gate = from;
        while (gate < texts.size() && !(topic.isOfMembers() && page.changes().get(gate).concernsMembers())) {
            gate++;
        }
        send(topic, page.changes().subList(from, gate), texts.subList(from, gate));
        if (gate == texts.size()) {
            finish(topic, page);
            return;
        }
        int change = gate;
        authorise(topic, () -> {
            send(topic, page.changes().subList(change, change + 1), texts.subList(change, change + 1));
            deliver(topic, page, texts, change + 1);
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

    private void finish(Topic topic, CouplePage page) {
        topic.streams().forEach(stream -> stream.advance(page.position()));
        topic.advance(page.position());
        topic.reading = false;
        if (page.more() || topic.dirty) {
            again(topic);
        }
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

    private void end(Topic topic, Caller caller, Bye reason) {
        topic.streams().stream().filter(stream -> stream.caller().equals(caller))
                .forEach(stream -> streams.end(stream, reason));
    }

    static List<Buffer> texts(List<Change> told) {
        return told.stream().map(change -> change.event(change.after())).toList();
    }
}
