package com.wedsync.core.stream;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.wedsync.core.access.Caller;

/** Reads what woken topics have not told yet, those of members many at once. */
final class TopicReader {

    /** A database that does not answer is asked again after this long. */
    static final Duration RETRY = Duration.ofMillis(500);
    private static final int TOGETHER = 250;

    private final Loop loop;
    private final ChangeRepository changes;
    private final Delivery delivery;
    private final Duration gather;
    private final Set<Topic> woken = new LinkedHashSet<>();
    private boolean scheduled;
    private long lastRead;

    TopicReader(Loop loop, ChangeRepository changes, Delivery delivery, Duration gather) {
        this.loop = loop;
        this.changes = changes;
        this.delivery = delivery;
        this.gather = gather;
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
            batch.forEach((couple, topic) -> delivery.of(topic, Optional.ofNullable(pages.get(couple)), this::delivered));
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
            loop.read(changes.ofCouple(reader, topic.key().couple(), topic.position()),
                    page -> delivery.of(topic, page, this::delivered),
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

    /** @param more whether there was more than could be read at once */
    private void delivered(Topic topic, boolean more) {
        topic.reading = false;
        if (more || topic.dirty) {
            again(topic);
        }
    }
}
