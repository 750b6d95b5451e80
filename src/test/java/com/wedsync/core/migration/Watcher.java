package com.wedsync.core.migration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Tokens;

/** A device that follows a couple live and goes on where it was when its stream ends. */
final class Watcher {

    private static final int BETWEEN_STREAMS_MILLIS = 200;

    private final String address;
    private final UUID couple;
    private final List<Long> revisions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> byes = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile @Nullable String position;
    private volatile long last;
    private volatile boolean stopping;

    /** Follows {@code couple}, whose member has its id, from revision {@code since} on. */
    Watcher(int port, UUID couple, long since) {
        this.address = "http://127.0.0.1:" + port + "/api/couples/" + couple + "/changes";
        this.couple = couple;
        this.position = Long.toString(since);
        this.last = since;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** The revision that it was told last. */
    long last() {
        return last;
    }

    List<Long> revisions() {
        return List.copyOf(revisions);
    }

    /** Why streams were ended by the service. */
    List<String> byes() {
        return List.copyOf(byes);
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join();
    }

    private void watch() {
        while (!stopping) {
            try (EventStream stream = EventStream.open(address, Tokens.user(couple), position)) {
                if (stream.status() == 200) {
                    follow(stream);
                }
                Thread.sleep(BETWEEN_STREAMS_MILLIS); // a replica that leaves is asked for by nobody any more
            } catch (IOException gone) {
                // opened anew
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void follow(EventStream stream) throws InterruptedException {
        for (EventStream.Event event = stream.next(); !event.name().equals("end"); event = stream.next()) {
            if (event.name().equals("bye")) {
                byes.add(event.text("reason"));
            } else if (event.data().has("revision") && event.data().has("entity")) {
                revisions.add(event.number("revision"));
                last = event.number("revision");
            }
            if (event.id() != null) {
                position = event.id();
            }
        }
    }
}
