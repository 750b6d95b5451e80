package com.wedsync.core.stream;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;
import com.wedsync.core.http.Outlet;

import io.vertx.core.buffer.Buffer;

/** The stream of one couple's changes to one client. */
final class CoupleStream extends OpenStream {

    private final UUID couple;
    private final boolean present;
    private long position;
    private boolean full;
    private @Nullable Topic topic;

    /** @param present whether it takes part in presence */
    CoupleStream(Outlet outlet, Credential credential, UUID couple, boolean present) {
        super(outlet, credential);
        this.couple = couple;
        this.present = present;
    }

    UUID couple() {
        return couple;
    }

    boolean isPresent() {
        return present;
    }

    long position() {
        return position;
    }

    /** Whether the caller sees everything, as members of the couple do. */
    boolean isFull() {
        return full;
    }

    @Nullable
    Topic topic() {
        return topic;
    }

    void join(@Nullable Topic joined) {
        topic = joined;
    }

    /** @param everything whether nothing is withheld */
    void show(boolean everything) {
        full = everything;
    }

    /** Tells the client where it stands. */
    void begin(long start) {
        position = start;
        outlet().write(Events.position(start, start));
    }

    void reset(long revision, String reason) {
        outlet().write(Events.reset(revision, reason));
        begin(revision);
    }

    /**
     * Sends what the client has not been told yet.
     *
     * @param texts the events of {@code changes}, for readers who stand where each says
     * @return {@code false} if the client has to take what it was sent before it is sent more
     */
    boolean send(List<Change> changes, List<Buffer> texts) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.revision() > position) {
                if (outlet().isFull()) {
                    return false;
                }
                Long after = change.after();
                outlet().write(after != null && after == position ? texts.get(i) : change.event(position));
                position = change.revision();
            }
        }
        return true;
    }

    /** All up to {@code revision} was sent or is withheld. */
    void advance(long revision) {
        if (revision > position) {
            outlet().write(Events.position(position, revision));
            position = revision;
        }
    }
}
